/** A municipality of the demo centre: when its transport runs, and its invented preschools. */
export type DemoMunicipality = {
  code: string;
  name: string;
  /** ISO weekdays of the transport. */
  transport: readonly number[];
  departure: string;
  /** Where the preschools stand. */
  postalCode: string;
  city: string;
  preschools: readonly string[];
};

/** The municipalities of Kalmar län by their codes; preschools and runs are invented. */
export const demoMunicipalities: readonly DemoMunicipality[] = [
  {
    code: '0821',
    name: 'Högsby',
    transport: [2],
    departure: '08.30',
    postalCode: '579 30',
    city: 'Högsby',
    preschools: ['Blåklockan', 'Emågläntan'],
  },
  {
    code: '0834',
    name: 'Torsås',
    transport: [4],
    departure: '09.00',
    postalCode: '385 30',
    city: 'Torsås',
    preschools: ['Sjöstjärnan', 'Trollskogen'],
  },
  {
    code: '0840',
    name: 'Mörbylånga',
    transport: [1, 4],
    departure: '08.00',
    postalCode: '386 30',
    city: 'Färjestaden',
    preschools: ['Alvaret', 'Kvarnvingen', 'Solrosen'],
  },
  {
    code: '0860',
    name: 'Hultsfred',
    transport: [3],
    departure: '07.30',
    postalCode: '577 30',
    city: 'Hultsfred',
    preschools: ['Hulingen', 'Kotten', 'Vitsippan'],
  },
  {
    code: '0861',
    name: 'Mönsterås',
    transport: [2, 5],
    departure: '08.30',
    postalCode: '383 30',
    city: 'Mönsterås',
    preschools: ['Fyren', 'Strandängen', 'Älvan'],
  },
  {
    code: '0862',
    name: 'Emmaboda',
    transport: [4],
    departure: '08.00',
    postalCode: '361 30',
    city: 'Emmaboda',
    preschools: ['Glasblåsaren', 'Lyckeby'],
  },
  {
    code: '0880',
    name: 'Kalmar',
    transport: [1, 3, 5],
    departure: '10.00',
    postalCode: '392 31',
    city: 'Kalmar',
    preschools: ['Ekollonet', 'Havsbrisen', 'Kompassen', 'Lönnen', 'Nyckelpigan', 'Regnbågen', 'Svalan'],
  },
  {
    code: '0881',
    name: 'Nybro',
    transport: [2, 4],
    departure: '08.00',
    postalCode: '382 30',
    city: 'Nybro',
    preschools: ['Glasbruket', 'Joelskogen', 'Smultronet'],
  },
  {
    code: '0882',
    name: 'Oskarshamn',
    transport: [1, 3],
    departure: '07.30',
    postalCode: '572 30',
    city: 'Oskarshamn',
    preschools: ['Döderhult', 'Hamnen', 'Lärkan', 'Rödhaken'],
  },
  {
    code: '0883',
    name: 'Västervik',
    transport: [1, 3],
    departure: '07.00',
    postalCode: '593 30',
    city: 'Västervik',
    preschools: ['Fjärilen', 'Gamleby', 'Skärgården', 'Tallkotten', 'Ugglan'],
  },
  {
    code: '0884',
    name: 'Vimmerby',
    transport: [3],
    departure: '07.00',
    postalCode: '598 30',
    city: 'Vimmerby',
    preschools: ['Krösamaja', 'Lönneberga', 'Saltkråkan'],
  },
  {
    code: '0885',
    name: 'Borgholm',
    transport: [2, 5],
    departure: '08.00',
    postalCode: '387 30',
    city: 'Borgholm',
    preschools: ['Fyrtornet', 'Kalkstenen', 'Ölandssolen'],
  },
];
