import type { EquipmentModelChange, Loan, LoanRequest, Role } from '@mediecentral/contracts';
import { randomUUID } from 'node:crypto';
import { saveModels, saveUnits } from '../features/equipment/index.ts';
import { saveCalendars, saveMunicipalities, saveSchoolUnits } from '../features/organisation/index.ts';
import { setClock } from '../platform/clock.ts';
import { type Person, signIn, type TestApp } from './sign-in.ts';

const idOf = (number: number) => number.toString(16).padStart(24, '0');

export const kvarnskolan = { id: idOf(0xa1), code: '11111111', name: 'Kvarnskolan' };
export const ekskolan = { id: idOf(0xa2), code: '22222222', name: 'Ekskolan' };
export const closedSchool = { id: idOf(0xa3), code: '33333333', name: 'Gamla skolan' };
/** In a municipality that no transport goes to. */
export const farSchool = { id: idOf(0xa4), code: '44444444', name: 'Fjärranskolan' };

export const blueBot = { id: idOf(0xb1), prefix: 'BB', units: 6 };
export const iPad = { id: idOf(0xb2), prefix: 'IP', units: 10 };
/** One only, which every class wants. */
export const greenScreen = { id: idOf(0xb3), prefix: 'GS', units: 1 };
/** Set up on site by the staff. */
export const printer = { id: idOf(0xb4), prefix: 'PR', units: 2 };
export const retiredModel = { id: idOf(0xb5), prefix: 'RM', units: 2 };

/** The id of a model's unit; the first is number 1. */
export const unitId = (model: { id: string }, number: number) =>
  `${model.id.slice(-12)}${number.toString(16).padStart(12, '0')}`;
export const inventoryNumber = (model: { prefix: string }, number: number) =>
  `${model.prefix}-${String(number).padStart(2, '0')}`;

/** A Monday morning at the centre. */
export const firstMorning = '2026-03-02T08:00:00Z';
export const setMorning = (date: string) => setClock(() => new Date(`${date}T08:00:00Z`));

const model = (
  { id }: { id: string },
  change: Partial<EquipmentModelChange>,
): EquipmentModelChange & { id: string } => ({
  id,
  name: 'BlueBot',
  category: 'robots',
  summary: '',
  description: '',
  drawing: 'bluebot',
  stages: [],
  subjects: [],
  contents: ['Laddkabel', 'Matta'],
  links: [],
  shelf: 'B1',
  replacementValue: 100_000,
  maxDays: 28,
  maxQuantity: 6,
  leadDays: 1,
  turnaroundDays: 1,
  installation: false,
  active: true,
  ...change,
});

const school = (unit: typeof kvarnskolan, municipalityCode: string, active = true) => ({
  id: unit.id,
  name: unit.name,
  kind: 'school' as const,
  municipalityCode,
  stages: ['grades_4_6' as const],
  schoolUnitCode: unit.code,
  address: { street: 'Skolgatan 1', postalCode: '385 30', city: 'Torsås' },
  active,
});

/**
 * Two schools that a transport goes to every weekday, one that is closed, one that is far away; four kinds of equipment.
 * It is Monday 2 March 2026, and the school holiday after the 29th is a week and a half.
 */
export async function furnishCentre(): Promise<void> {
  setClock(() => new Date(firstMorning));
  await saveMunicipalities([
    { code: '0834', name: 'Torsås' },
    { code: '0881', name: 'Nybro' },
  ]);
  await saveSchoolUnits([
    school(kvarnskolan, '0834'),
    school(ekskolan, '0834'),
    school(closedSchool, '0834', false),
    school(farSchool, '0881'),
  ]);
  await saveCalendars({
    office: { openWeekdays: [1, 2, 3, 4, 5], closedPeriods: [] },
    schoolHolidays: [{ name: 'Påsklov', from: '2026-03-30', to: '2026-04-10' }],
    transport: [{ municipalityCode: '0834', weekdays: [1, 2, 3, 4, 5], exceptions: [], departure: '13.00' }],
  });
  await saveModels([
    model(blueBot, {}),
    model(iPad, { name: 'iPad', category: 'tablets', shelf: 'A2', maxQuantity: 10 }),
    model(greenScreen, { name: 'Green screen', category: 'film_and_sound', maxQuantity: 1 }),
    model(printer, { name: '3D-skrivare', category: 'making', installation: true }),
    model(retiredModel, { name: 'Overhead', active: false }),
  ]);
  for (const { id, prefix, units } of [blueBot, iPad, greenScreen, printer, retiredModel]) {
    await saveUnits(
      Array.from({ length: units }, (_, index) => ({
        id: unitId({ id }, index + 1),
        modelId: id,
        inventoryNumber: inventoryNumber({ prefix }, index + 1),
        condition: '',
      })),
    );
  }
}

/** A request that nothing speaks against: six BlueBots for two weeks. */
export const requestFor = (change: Partial<LoanRequest> = {}): LoanRequest => ({
  requestId: randomUUID(),
  schoolUnitId: kvarnskolan.id,
  from: '2026-03-16',
  to: '2026-03-27',
  lines: [{ modelId: blueBot.id, quantity: 6 }],
  delivery: 'transport',
  ...change,
});

/** Somebody with a role who belongs to schools. */
export const signInAt = (app: TestApp, role: Role, ...schools: { code: string }[]): Promise<Person> =>
  signIn(app, {
    role,
    schoolUnitCodes: schools.map(({ code }) => code),
    displayName: role === 'teacher' ? 'Maja Lindqvist' : 'Kerstin Ahl',
  });

/** Gives a command for a loan in the version that it is in. */
export async function command(person: Person, loan: Loan, name: string, body: object = {}): Promise<Loan> {
  const response = await person.post(`/api/loans/${loan.id}/${name}`, { version: loan.version, ...body });
  if (response.status !== 200) throw new Error(`${name}: ${response.status} ${response.text}`);
  return response.body as Loan;
}

/** @throws when it was refused */
export async function book(person: Person, change: Partial<LoanRequest> = {}): Promise<Loan> {
  const response = await person.post('/api/loans', requestFor(change));
  if (response.status !== 201) throw new Error(`book: ${response.status} ${response.text}`);
  return response.body as Loan;
}
