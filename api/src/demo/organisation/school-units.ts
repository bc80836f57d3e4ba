import type { SchoolUnitChange, Stage } from '@mediecentral/contracts';
import { stableId } from '../stable-id.ts';
import { type DemoMunicipality, demoMunicipalities } from './municipalities.ts';
import { schoolsByMunicipality } from './schools.ts';

type DemoSchoolUnit = SchoolUnitChange & { id: string };

const stageOf: Record<string, Stage> = {
  F: 'preschool_class',
  1: 'grades_1_3',
  4: 'grades_4_6',
  7: 'grades_7_9',
  G: 'upper_secondary',
  V: 'adult',
};

const streets = ['Skolgatan', 'Storgatan', 'Björkvägen', 'Parkgatan', 'Ängsvägen', 'Kyrkogatan', 'Hagavägen'];

export const schoolUnitId = (municipalityCode: string, name: string) =>
  stableId('school unit', `${municipalityCode} ${name}`);

/** Every school of the county, and the preschools that the demo centre has added. */
export const demoSchoolUnits: readonly DemoSchoolUnit[] = demoMunicipalities.flatMap((municipality) => [
  ...schoolsOf(municipality),
  ...preschoolsOf(municipality),
]);

function schoolsOf({ code }: DemoMunicipality): DemoSchoolUnit[] {
  const lines = (schoolsByMunicipality[code] ?? '').split('\n').filter((row) => row.trim() !== '');
  return lines.map((row) => {
    const [name = '', letters = '', schoolUnitCode = ''] = row.split(';').map((part) => part.trim());
    const stages = letters.split('').flatMap((letter) => stageOf[letter] ?? []);
    return {
      id: schoolUnitId(code, name),
      name,
      kind: stages.length > 0 ? 'school' : 'other',
      municipalityCode: code,
      stages: stages.length > 0 ? stages : ['other'],
      ...(schoolUnitCode ? { schoolUnitCode } : {}),
      active: true,
    };
  });
}

function preschoolsOf({ code, preschools, postalCode, city }: DemoMunicipality): DemoSchoolUnit[] {
  return preschools.map((name, index) => {
    const street = streets[(Number(code) + index) % streets.length] ?? '';
    return {
      id: schoolUnitId(code, name),
      name: `Förskolan ${name}`,
      kind: 'preschool',
      municipalityCode: code,
      stages: ['preschool'],
      // Invented like the preschool: the register's own codes never begin with a zero.
      schoolUnitCode: `0${code}${String(index + 1).padStart(3, '0')}`,
      address: { street: `${street} ${3 + index * 4}`, postalCode, city },
      ...(index % 2 === 0 ? { deliveryNote: 'Lämnas vid köksingången före kl. 14' } : {}),
      active: true,
    };
  });
}
