import type { EquipmentModelChange } from '@mediecentral/contracts';
import type { SavedUnit } from './index.ts';

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
