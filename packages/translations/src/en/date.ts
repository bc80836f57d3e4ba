export const date = {
  weekdays: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday',
  weekdaysShort: 'Mon Tue Wed Thu Fri Sat Sun',
  months: 'January February March April May June July August September October November December',
  monthsShort: 'Jan Feb March April May June July Aug Sept Oct Nov Dec',
  week: 'week',
  today: 'today',
  tomorrow: 'tomorrow',
  yesterday: 'yesterday',
  on: 'on',
  at: 'at',
};
