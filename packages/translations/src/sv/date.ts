// Lists of names are one text, parted by spaces, from Monday and from January.
export const date = {
  weekdays: 'måndag tisdag onsdag torsdag fredag lördag söndag',
  weekdaysShort: 'mån tis ons tors fre lör sön',
  months: 'januari februari mars april maj juni juli augusti september oktober november december',
  monthsShort: 'jan feb mars april maj juni juli aug sep okt nov dec',
  week: 'vecka',
  today: 'i dag',
  tomorrow: 'i morgon',
  yesterday: 'i går',
  on: 'på',
  at: 'kl.',
};
