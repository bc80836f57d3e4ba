import { randomFrom } from '../random.ts';

const firstNames = [
  'Anna',
  'Karin',
  'Sofia',
  'Linnéa',
  'Emma',
  'Åsa',
  'Eva',
  'Hanna',
  'Josefin',
  'Malin',
  'Camilla',
  'Frida',
  'Johan',
  'Erik',
  'Mattias',
  'Peter',
  'Björn',
  'Daniel',
  'Amir',
  'Zeynep',
  'Leila',
  'Tove',
  'Örjan',
  'Ida',
];
const lastNames = [
  'Alm',
  'Berglund',
  'Dahl',
  'Ekström',
  'Franzén',
  'Granat',
  'Haddad',
  'Isaksson',
  'Jonsson',
  'Kvist',
  'Lundin',
  'Måård',
  'Nyström',
  'Öberg',
  'Petersson',
  'Quist',
  'Rask',
  'Sandell',
  'Törn',
  'Wikström',
];

const plain = (name: string) => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** An invented teacher of a school: the same number gives the same person. */
export function inventedTeacher(dice: number): { displayName: string; email: string } {
  const random = randomFrom(dice);
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  return { displayName: `${first} ${last}`, email: `${plain(first)}.${plain(last)}@skola.example` };
}

/** A class such as `4B`, or a preschool's group. */
export function inventedGroup(dice: number, stages: readonly string[]): string {
  const random = randomFrom(dice + 1);
  if (stages.includes('preschool'))
    return random.pick(['Blåsippan', 'Myran', 'Gläntan', 'Vitsippan', 'Kotten']);
  const years = [
    ...(stages.includes('grades_1_3') ? [1, 2, 3] : []),
    ...(stages.includes('grades_4_6') ? [4, 5, 6] : []),
    ...(stages.includes('grades_7_9') ? [7, 8, 9] : []),
  ];
  return years.length > 0
    ? `${random.pick(years)}${random.pick(['A', 'B', 'C'])}`
    : `Grupp ${random.between(1, 4)}`;
}
