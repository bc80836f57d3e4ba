import type { Stage } from '@mediecentral/contracts';
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

/** Which of a school's stages it is for, and the class, such as `4B`, or a preschool's group. */
export function inventedGroup(dice: number, stages: readonly Stage[]): { stage?: Stage; group: string } {
  const random = randomFrom(dice + 1);
  if (stages.length === 0) return { group: 'Personal' };
  const stage = random.pick(stages);
  const years = yearsOf[stage];
  if (!years) return { stage, group: random.pick(groups) };
  return { stage, group: `${random.pick(years)}${random.pick(['A', 'B', 'C'])}` };
}

const groups = ['Blåsippan', 'Myran', 'Gläntan', 'Vitsippan', 'Kotten', 'Grupp 1', 'Grupp 2'];

const yearsOf: Partial<Record<Stage, readonly (string | number)[]>> = {
  preschool_class: ['F'],
  grades_1_3: [1, 2, 3],
  grades_4_6: [4, 5, 6],
  grades_7_9: [7, 8, 9],
  upper_secondary: ['EK1', 'NA2', 'TE3'],
};
