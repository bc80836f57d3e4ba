import type { EquipmentModelChange, SchoolUnitChange } from '@mediecentral/contracts';
import { setClock } from '../../platform/clock.ts';
import { saveCalendars, saveMunicipalities, saveSchoolUnits } from '../organisation/index.ts';
import { type CivilDate, parseCivilDate } from '@mediecentral/calendar';
import { claimUnits, type SavedUnit, saveModels, saveUnits } from './index.ts';

/** A model as staff describe one; tests change what they are about. */
export const blueBot: EquipmentModelChange = {
  name: 'BlueBot',
  category: 'robots',
  summary: 'En robot att programmera på golvet',
  description: 'Sex robotar i en väska.',
  drawing: 'bluebot',
  stages: ['preschool', 'grades_1_3'],
  subjects: ['Teknik', 'Matematik'],
  groupSize: '2–3 elever per robot',
  contents: ['Laddkabel', 'Matta'],
  links: [],
  shelf: 'B1',
  replacementValue: 120_000,
  maxDays: 28,
  maxQuantity: 12,
  leadDays: 2,
  turnaroundDays: 1,
  installation: false,
  active: true,
};

/** So many units of a model, `BB-01` and on, under ids that follow from the model's and the prefix. */
export function unitsOf(modelId: string, count: number, prefix = 'BB'): SavedUnit[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(2, '0');
    const id = `${modelId.slice(-12)}${(index + 1).toString(16).padStart(12, '0')}`;
    return { id, modelId, inventoryNumber: `${prefix}-${number}`, condition: '' };
  });
}

/** Monday. */
export const monday = '2026-03-02';

/** Nybro's transport goes on Wednesdays; none goes to Torsås. */
export const nybro = {
  id: 'a'.repeat(24),
  name: 'Norrängsskolan',
  kind: 'school',
  municipalityCode: '0881',
  stages: ['grades_1_3'],
  schoolUnitCode: '10000001',
  active: true,
} satisfies SchoolUnitChange & { id: string };
export const torsas = {
  ...nybro,
  id: 'b'.repeat(24),
  name: 'Tallmoskolan',
  municipalityCode: '0834',
  schoolUnitCode: '10000002',
};

/** Two schools, one with transport, a centre that is open on weekdays, and Monday 2 March 2026 at nine. */
export async function arrangeCentre(): Promise<void> {
  setClock(() => new Date(`${monday}T08:00:00Z`));
  await saveMunicipalities([
    { code: '0881', name: 'Nybro' },
    { code: '0834', name: 'Torsås' },
  ]);
  await saveSchoolUnits([nybro, torsas]);
  await saveCalendars({
    office: { openWeekdays: [1, 2, 3, 4, 5], closedPeriods: [] },
    schoolHolidays: [],
    transport: [{ municipalityCode: '0881', weekdays: [3], exceptions: [] }],
  });
}

let models = 0;

/** A model of its own with so many units, `X1-01` and on. */
export async function modelWith(count: number) {
  models += 1;
  const modelId = models.toString(16).padStart(24, '0');
  await saveModels([{ ...blueBot, id: modelId }]);
  const saved = unitsOf(modelId, count, `X${models}`);
  await saveUnits(saved);
  const units = saved.map(({ id, inventoryNumber }) => ({ id, inventoryNumber }));
  return { modelId, units: units as [NamedUnit, ...NamedUnit[]] };
}
type NamedUnit = { id: string; inventoryNumber: string };

export const day = (date: string): CivilDate => parseCivilDate(date);

export const loan = (number: number) => ({
  loanId: String(number).padStart(24, 'e'),
  reference: `L-2026-${number}`,
});

/** Claims units of a model for the loan of this number. */
export const claim = (modelId: string, number: number, quantity: number, from: string, to: string) =>
  claimUnits(modelId, {
    lineId: `line-${modelId}-${number}`,
    ...loan(number),
    quantity,
    from: day(from),
    to: day(to),
  });
