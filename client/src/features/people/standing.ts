import { type ManagedAccount, type Role, roles } from '@mediecentral/contracts';

const rank = (role: Role) => roles.indexOf(role);

export type Standing = {
  /** The role at the next login, if the provider then says the same as last time. */
  role: Role;
  /** Where that role comes from. */
  from: 'rules' | 'grant';
  /** It was another one at the last login. */
  waits: boolean;
};

/** What somebody is, by the provider's rules and by what the centre has given since. */
export function standingOf({
  role,
  byRules,
  granted = 'pupil',
}: Pick<ManagedAccount, 'role' | 'byRules' | 'granted'>): Standing {
  const isGrant = rank(granted) > rank(byRules);
  const next = isGrant ? granted : byRules;
  return { role: next, from: isGrant ? 'grant' : 'rules', waits: next !== role };
}

/** The roles that make a difference when they are given to somebody. */
export const rolesToGive = ({ byRules }: Pick<ManagedAccount, 'byRules'>): Role[] =>
  roles.slice(rank(byRules) + 1);
