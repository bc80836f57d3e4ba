import type { Calendars } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/problem.ts';
import { recordChange } from '../audit/index.ts';
import { faultsIn } from './calendar-rules.ts';
import { listAllMunicipalities } from './municipality.repository.ts';
import { replaceCalendars } from './settings.repository.ts';

/** @throws ProblemError `stale`, or `invalid_request` for calendars that cannot be counted by */
export async function changeCalendars(actor: Actor, calendars: Calendars): Promise<Calendars> {
  const municipalities = await listAllMunicipalities();
  const faults = faultsIn(calendars, new Set(municipalities.map(({ code }) => code)));
  if (faults.length > 0) {
    const detail = faults.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new ProblemError('invalid_request', detail, { errors: faults });
  }
  const changed = await replaceCalendars(calendars);
  if (!changed) throw new ProblemError('stale', 'Somebody has changed the calendars since they were read');
  await recordChange({
    actor,
    action: 'calendars.changed',
    subject: { kind: 'calendars', id: 'calendars' },
    changes: calendars,
  });
  return changed;
}
