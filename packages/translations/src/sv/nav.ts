export const nav = {
  main: 'Huvudmeny',
  tabs: 'Meny',
  home: 'Hem',
  equipment: 'Utrustning',
  borrow: 'Låna',
  loans: 'Mina lån',
  basket: 'Bokning',
  pieces_one: 'sak i bokningen',
  pieces_other: 'saker i bokningen',
  staff: 'Personal',
  more: 'Mer',
};
