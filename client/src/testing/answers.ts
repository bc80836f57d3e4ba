import type { Account, Centre, EquipmentModel } from '@mediecentral/contracts';
import type { Answer, Sent } from './render-page.tsx';

export const idOf = (number: number): string => String(number).padStart(24, '0');

const nybro = { code: '0881', name: 'Nybro' };

export const centre: Centre = {
  name: 'AV-centralen',
  product: 'Mediecentral',
  email: 'hej@example.se',
  phone: '0480-12 34 56',
  openingHours: 'mån–fre 8–16',
  address: { street: 'Gatan 1', postalCode: '392 31', city: 'Kalmar' },
  today: '2026-03-02',
  developmentLogin: false,
};

export const teacher: Account = {
  id: idOf(1),
  role: 'teacher',
  displayName: 'Maja Lind',
  schoolUnits: [{ id: idOf(901), name: 'Norrängsskolan', municipality: nybro }],
};

export const bluebot: EquipmentModel = {
  id: idOf(11),
  name: 'BlueBot',
  category: 'robots',
  summary: 'Golvrobot',
  description: '',
  drawing: 'bluebot',
  stages: ['grades_1_3'],
  subjects: [],
  contents: [],
  links: [],
  shelf: 'B1',
  replacementValue: 0,
  maxDays: 14,
  maxQuantity: 8,
  leadDays: 3,
  turnaroundDays: 1,
  installation: false,
  active: true,
  total: 20,
  version: 0,
};

/** What every page asks for: who is logged in, the centre, and the one model there is. */
export function usualAnswer({ path }: Sent): Answer {
  if (path === '/api/me') return { body: { account: teacher, csrfToken: 'token' } };
  if (path === '/api/centre') return { body: centre };
  if (path === `/api/equipment-models/${bluebot.id}`) return { body: bluebot };
  return problem('not_found', 404);
}

export const problem = (code: string, status: number, more: object = {}): NonNullable<Answer> => ({
  status,
  body: { type: 'about:blank', title: code, status, code, requestId: 'R-17', ...more },
});
