export const queue = {
  to_answer: 'To answer',
  to_pack: 'To pack',
  to_send: 'To send',
  expected_back: 'Expected back',
  overdue: 'Overdue',
  in_danger: 'In danger',
};
