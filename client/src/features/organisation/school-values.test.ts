import { type SchoolUnit, schoolUnitChange } from '@mediecentral/contracts';
import { newSchool, schoolChange, valuesOfSchool } from './school-values.ts';

const school: SchoolUnit = {
  id: '0123456789abcdef01234567',
  name: 'Norrängsskolan',
  kind: 'school',
  municipality: { code: '0881', name: 'Nybro' },
  stages: ['grades_4_6'],
  schoolUnitCode: '12345678',
  address: { street: 'Skolgatan 1', postalCode: '382 30', city: 'Nybro' },
  deliveryNote: 'Vaktmästeriet, port B',
  active: true,
  version: 3,
};

describe('the form of a school', () => {
  it('sends back what it was given when nothing is changed', () => {
    const { id: _id, version: _version, municipality, ...fields } = school;
    expect(schoolChange(valuesOfSchool(school))).toEqual({ ...fields, municipalityCode: municipality.code });
  });

  it('leaves out what was left empty, for the contract takes no empty school unit code', () => {
    const change = schoolChange({ ...newSchool(), name: 'Granens förskola', municipalityCode: '0881' });
    expect(schoolUnitChange.parse(change)).toEqual(change);
    expect(change).not.toHaveProperty('schoolUnitCode');
    expect(change).not.toHaveProperty('address');
  });
});
