import type { Role } from '@mediecentral/contracts';
import { demoSchoolUnits } from './organisation/index.ts';

/** Somebody invented who can log in to the demo centre. */
export type DemoPerson = {
  /** The local part of the name at the development provider. */
  key: string;
  displayName: string;
  role: Role;
  title: string;
  /** Where they work or go to school, in words. */
  place: string;
  schoolUnitCodes: readonly string[];
  /** Whose login they choose; without one, the centre's own. */
  municipalityCode?: string;
};

/** Mail to `.example` reaches nobody (RFC 2606). */
export const mailOf = (key: string) => `${key}@skola.example`;

type Workplace = { municipalityCode: string; name: string };

const kalmar = { municipalityCode: '0880', name: 'Funkaboskolan' };
const preschool = { municipalityCode: '0881', name: 'Förskolan Smultronet' };
const gullabo = { municipalityCode: '0834', name: 'Gullabo skola' };
const borgholm = { municipalityCode: '0885', name: 'Viktoriaskolan' };
const borgholmToo = { municipalityCode: '0885', name: 'Åkerboskolan' };
const vimmerby = { municipalityCode: '0884', name: 'Storebro skola' };

/** The people whom the development provider lists, all of them invented. */
export const demoPeople: readonly DemoPerson[] = [
  person('maja.lindqvist', 'Maja Lindqvist', 'teacher', 'Lärare', kalmar),
  person('omar.haddad', 'Omar Haddad', 'teacher', 'Lärare', kalmar),
  person('saga.ekdahl', 'Saga Ekdahl', 'teacher', 'Förskollärare', preschool),
  person('nils.ringborg', 'Nils Ringborg', 'teacher', 'Lärare', gullabo),
  person('petra.ask', 'Petra Ask', 'teacher', 'Lärare', borgholm, borgholmToo),
  { ...person('jonas.hult', 'Jonas Hult', 'teacher', 'Lärare'), municipalityCode: '0880' },
  person('karin.sjoberg', 'Karin Sjöberg', 'teacher', 'Lärare', firstSchoolIn('0821')),
  person('anders.lund', 'Anders Lund', 'teacher', 'Lärare', firstSchoolIn('0840')),
  person('eva.rosen', 'Eva Rosén', 'teacher', 'Lärare', firstSchoolIn('0860')),
  person('lars.holm', 'Lars Holm', 'teacher', 'Lärare', firstSchoolIn('0861')),
  person('sofia.berg', 'Sofia Berg', 'teacher', 'Lärare', firstSchoolIn('0862')),
  person('mikael.frisk', 'Mikael Frisk', 'teacher', 'Lärare', firstSchoolIn('0882')),
  person('anna.strom', 'Anna Ström', 'teacher', 'Lärare', firstSchoolIn('0883')),
  person('elin.sand', 'Elin Sand', 'educator', 'IKT-pedagog'),
  person('ingrid.moberg', 'Ingrid Moberg', 'staff', 'Chef för medieenheten'),
  person('kerstin.ahl', 'Kerstin Ahl', 'staff', 'Utlåning'),
  person('tomas.blad', 'Tomas Blad', 'staff', 'Utlåning'),
  person('vera.norlin', 'Vera Norlin', 'admin', 'Administratör'),
  person('alva.strand', 'Alva Strand', 'pupil', 'Elev', vimmerby),
];

function person(key: string, displayName: string, role: Role, title: string, ...at: Workplace[]): DemoPerson {
  const units = at.map((place) => unitAt(place));
  const teaches = role === 'teacher' || role === 'pupil';
  return {
    key,
    displayName,
    role,
    title,
    place: units.map(({ name }) => name).join(' och ') || (teaches ? 'Okänd skola' : 'AV-Media Kalmar län'),
    schoolUnitCodes: units.flatMap(({ schoolUnitCode }) => schoolUnitCode ?? []),
    ...(at[0] ? { municipalityCode: at[0].municipalityCode } : {}),
  };
}

/** Of those that people log in with, which preschools do not have. */
function firstSchoolIn(municipalityCode: string): Workplace {
  const unit = demoSchoolUnits.find(
    (each) => each.municipalityCode === municipalityCode && each.schoolUnitCode !== undefined,
  );
  if (!unit) throw new Error(`${municipalityCode} has no school to log in with`);
  return { municipalityCode, name: unit.name };
}

function unitAt({ municipalityCode, name }: Workplace) {
  const unit = demoSchoolUnits.find(
    (each) => each.municipalityCode === municipalityCode && each.name === name,
  );
  if (!unit?.schoolUnitCode) throw new Error(`${name} has no school unit code to log in with`);
  return unit;
}
