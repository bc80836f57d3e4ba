export const calendar = {
  label: 'Calendar',
  explain: 'Choose the first and last day in the classroom. The number is how many are free.',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  week: 'Week',
  weekShort: 'w.{{week}}',
  free_one: '{{count}} free',
  free_other: '{{count}} free',
  reason: {
    booked: 'booked',
    closed: 'closed',
    too_soon: 'too soon',
    past: 'has passed',
  },
  // Room for 44 pixels on a phone.
  short: { booked: 'booked', closed: 'closed', too_soon: 'too soon', past: '' },
  legend: {
    free: 'Free',
    few: 'Few left',
    booked: 'Booked',
    closed_one: 'Closed, or too soon (we need {{count}} day)',
    closed_other: 'Closed, or too soon (we need {{count}} days)',
  },
  chooseFirst: 'Choose the first day',
  chooseLast: 'Choose the last day',
  chosen: '{{dates}} chosen',
  chosenFirst: 'From {{date}}. Choose the last day.',
};
