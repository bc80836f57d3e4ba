export const nav = {
  main: 'Main menu',
  tabs: 'Menu',
  home: 'Home',
  equipment: 'Equipment',
  borrow: 'Borrow',
  loans: 'My loans',
  basket: 'Booking',
  pieces_one: 'item in the booking',
  pieces_other: 'items in the booking',
  staff: 'Staff',
  more: 'More',
};
