export const calendar = {
  label: 'Kalender',
  explain: 'Välj första och sista dag i klassrummet. Siffran är hur många som är lediga.',
  previousMonth: 'Föregående månad',
  nextMonth: 'Nästa månad',
  week: 'Vecka',
  weekShort: 'v.{{week}}',
  free_one: '{{count}} ledig',
  free_other: '{{count}} lediga',
  reason: {
    booked: 'bokat',
    closed: 'stängt',
    too_soon: 'för nära',
    past: 'har varit',
  },
  // Room for 44 pixels on a phone.
  short: { booked: 'bokat', closed: 'stängt', too_soon: 'för nära', past: '' },
  legend: {
    free: 'Ledigt',
    few: 'Få kvar',
    booked: 'Bokat',
    closed_one: 'Stängt, eller för nära (vi behöver {{count}} dag)',
    closed_other: 'Stängt, eller för nära (vi behöver {{count}} dagar)',
  },
  chooseFirst: 'Välj första dag',
  chooseLast: 'Välj sista dag',
  chosen: '{{dates}} valt',
  chosenFirst: 'Från {{date}}. Välj sista dag.',
};
