export const queue = {
  to_answer: 'Att svara på',
  to_pack: 'Att packa',
  to_send: 'Att skicka',
  expected_back: 'Väntas tillbaka',
  overdue: 'Försenade',
  in_danger: 'I fara',
};
