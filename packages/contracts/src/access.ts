/** From least to most; a role holds only what the table below gives it, there is no inheritance. */
export const roles = ['pupil', 'teacher', 'educator', 'staff', 'admin'] as const;
export type Role = (typeof roles)[number];

/** `own`: the person's own things; `school`: those of a school the person belongs to; `any`: everyone's. */
export type Reach = 'own' | 'school' | 'any';

const teaching = (reach: Reach) => ({ teacher: reach, educator: 'any', staff: 'any', admin: 'any' }) as const;
const centre = { staff: 'any', admin: 'any' } as const;
const administrators = { admin: 'any' } as const;

/**
 * Role × action × reach: the one table from which routes are guarded, the OpenAPI document is annotated and the test
 * walks every route. A role that is not named for an action may not take it. Pupils can watch and keep their list.
 */
export const permissions = {
  'account.manage': { pupil: 'own', teacher: 'own', educator: 'own', staff: 'own', admin: 'own' },
  'organisation.read': teaching('any'),
  'organisation.manage': centre,
  'equipment.read': teaching('any'),
  'equipment.manage': centre,
  'loans.read': teaching('school'),
  'loans.book': teaching('school'),
  'loans.cancel': teaching('school'),
  'loans.confirm_receipt': teaching('school'),
  'loans.handle': centre,
  'statistics.read': centre,
  'providers.manage': administrators,
  'accounts.manage': administrators,
  'audit.read': administrators,
} as const satisfies Record<string, Partial<Record<Role, Reach>>>;

export type Action = keyof typeof permissions;

/** How far a role reaches with an action, or `undefined` where it may not take it at all. */
export function reachOf(role: Role, action: Action): Reach | undefined {
  const reaches: Partial<Record<Role, Reach>> = permissions[action];
  return reaches[role];
}
