import type { SchoolUnit, SchoolUnitChange, Stage } from '@mediecentral/contracts';

/** A school unit as the form holds it: nothing absent. */
export type SchoolValues = {
  name: string;
  kind: SchoolUnit['kind'];
  municipalityCode: string;
  stages: Stage[];
  schoolUnitCode: string;
  street: string;
  postalCode: string;
  city: string;
  deliveryNote: string;
  active: boolean;
};

/** What staff mostly add themselves: a preschool, which the national register of schools does not hold. */
export const newSchool = (): SchoolValues => ({
  name: '',
  kind: 'preschool',
  municipalityCode: '',
  stages: ['preschool'],
  schoolUnitCode: '',
  street: '',
  postalCode: '',
  city: '',
  deliveryNote: '',
  active: true,
});

export const valuesOfSchool = (school: SchoolUnit): SchoolValues => ({
  name: school.name,
  kind: school.kind,
  municipalityCode: school.municipality.code,
  stages: school.stages,
  schoolUnitCode: school.schoolUnitCode ?? '',
  street: school.address?.street ?? '',
  postalCode: school.address?.postalCode ?? '',
  city: school.address?.city ?? '',
  deliveryNote: school.deliveryNote ?? '',
  active: school.active,
});

export function schoolChange(values: SchoolValues): SchoolUnitChange {
  const { street, postalCode, city, schoolUnitCode, deliveryNote, ...same } = values;
  return {
    ...same,
    ...(schoolUnitCode.trim() ? { schoolUnitCode: schoolUnitCode.trim() } : {}),
    ...(street || postalCode || city ? { address: { street, postalCode: postalCode.trim(), city } } : {}),
    ...(deliveryNote.trim() ? { deliveryNote } : {}),
  };
}
