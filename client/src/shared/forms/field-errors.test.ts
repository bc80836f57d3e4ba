import { schoolUnitChange } from '@mediecentral/contracts';
import { fieldErrors } from './field-errors.ts';

const school = {
  name: 'Granens förskola',
  kind: 'preschool',
  municipalityCode: '0881',
  stages: ['preschool'],
  active: true,
};

describe('a form before it is sent', () => {
  it('has nothing to say of what the contract takes', () => {
    expect(fieldErrors(schoolUnitChange, school)).toEqual({});
  });

  it('names each field that the contract would refuse, with the contract’s own code', () => {
    const wrong = {
      ...school,
      name: ' ',
      schoolUnitCode: '12',
      address: { street: '', postalCode: 'x', city: '' },
    };
    expect(fieldErrors(schoolUnitChange, wrong)).toEqual({
      name: 'empty',
      schoolUnitCode: 'not_a_school_unit_code',
      address: 'not_a_postal_code',
      'address.postalCode': 'not_a_postal_code',
    });
  });
});
