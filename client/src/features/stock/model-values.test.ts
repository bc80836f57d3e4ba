import { type EquipmentModel, equipmentModelChange } from '@mediecentral/contracts';
import { modelChange, newModel, valuesOfModel } from './model-values.ts';

const model: EquipmentModel = {
  id: '0123456789abcdef01234567',
  name: 'BlueBot',
  category: 'robots',
  summary: 'Golvrobot med knappar.',
  description: 'Eleverna planerar.',
  drawing: 'bluebot',
  stages: ['preschool'],
  subjects: ['Teknik'],
  contents: ['USB-kabel', 'Handledning'],
  links: [{ title: 'Lektionsidéer', url: 'https://example.org/bluebot' }],
  shelf: 'B1',
  replacementValue: 149_550,
  maxDays: 28,
  maxQuantity: 6,
  leadDays: 2,
  turnaroundDays: 1,
  installation: false,
  active: true,
  total: 20,
  version: 4,
};

describe('the form of a model', () => {
  it('sends back what it was given when nothing is changed', () => {
    const { id: _id, total: _total, version: _version, ...fields } = model;
    expect(modelChange(valuesOfModel(model))).toEqual(fields);
  });

  it('writes money in kronor and sends it in öre', () => {
    expect(valuesOfModel(model).replacementValue).toBe(1495.5);
    expect(modelChange({ ...valuesOfModel(model), replacementValue: 19.99 }).replacementValue).toBe(1999);
  });

  it('leaves out empty lines and links', () => {
    const change = modelChange({
      ...valuesOfModel(model),
      contents: 'Kabel\n\n  \nKarta ',
      links: [{ title: '', url: '' }],
    });
    expect(change).toMatchObject({ contents: ['Kabel', 'Karta'], links: [] });
  });

  it('begins with values that only want a name', () => {
    expect(equipmentModelChange.safeParse(modelChange({ ...newModel(), name: 'Dash' })).success).toBe(true);
  });
});
