export const loan = {
  state: {
    reserving: 'Bokas',
    failed: 'Blev inte av',
    requested: 'Väntar på svar',
    waitlisted: 'I kö',
    approved: 'Godkänt',
    partly_approved: 'Delvis godkänt',
    rejected: 'Avslaget',
    packed: 'Packat',
    dispatched: 'På väg ut',
    on_loan: 'Hos skolan',
    return_in_transit: 'På väg tillbaka',
    received: 'Mottaget',
    closed: 'Avslutat',
    cancelled: 'Avbokat',
    recalled: 'Återkallat',
  },
};
