import type { Centre } from '@mediecentral/contracts';
import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { readCentre } from './settings.repository.ts';

/** The centre's name and contact, today's date there, and whether the development provider logs people in. */
export async function getCentreDetails({ config }: Services): Promise<Centre> {
  const settings = await readCentre();
  return { ...settings, today: clock.today(), developmentLogin: config.demo && !config.production };
}
