export const loan = {
  state: {
    reserving: 'Being booked',
    failed: 'Did not go through',
    requested: 'Waiting for an answer',
    waitlisted: 'On the waiting list',
    approved: 'Approved',
    partly_approved: 'Partly approved',
    rejected: 'Declined',
    packed: 'Packed',
    dispatched: 'On its way out',
    on_loan: 'At the school',
    return_in_transit: 'On its way back',
    received: 'Received',
    closed: 'Closed',
    cancelled: 'Cancelled',
    recalled: 'Recalled',
  },
};
