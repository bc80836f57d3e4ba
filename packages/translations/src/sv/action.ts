export const action = {
  retry: 'Försök igen',
  clear: 'Rensa',
  close: 'Stäng',
  leaveIt: 'Låt vara',
  save: 'Spara',
  fewer: 'Färre',
  more: 'Fler',
  undo: 'Ångra',
  remove: 'Ta bort {{what}}',
  change: 'Ändra',
  showMore: 'Visa fler',
};
