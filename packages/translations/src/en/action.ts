export const action = {
  retry: 'Try again',
  clear: 'Clear',
  close: 'Close',
  leaveIt: 'Leave it',
  save: 'Save',
  fewer: 'Fewer',
  more: 'More',
  undo: 'Undo',
  remove: 'Remove {{what}}',
  change: 'Change',
  showMore: 'Show more',
};
