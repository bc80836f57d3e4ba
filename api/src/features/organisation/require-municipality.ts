import { ProblemError } from '../../platform/problem.ts';
import { findMunicipalities } from './municipality.repository.ts';

/** @throws ProblemError `invalid_request` for a municipality that the centre does not serve */
export async function requireMunicipality(code: string): Promise<void> {
  const known = await findMunicipalities([code]);
  if (known.has(code)) return;
  throw new ProblemError('invalid_request', `/municipalityCode: ${code} is not served`, {
    errors: [
      { path: '/municipalityCode', code: 'unknown_municipality', message: 'Not served by the centre' },
    ],
  });
}
