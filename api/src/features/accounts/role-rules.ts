import { type Role, roles } from '@mediecentral/contracts';
import type { RoleRule } from './provider.model.ts';
import type { Attributes } from './saml/attributes.ts';

const rank = (role: Role) => roles.indexOf(role);
const higher = (a: Role, b: Role) => (rank(b) > rank(a) ? b : a);

/**
 * The role of a person at this login: the highest that a rule or a grant gives, a pupil without either. Staff and
 * administrators come by entitlement or grant alone, whatever a rule says.
 */
export function roleOf(attributes: Attributes, rules: readonly RoleRule[], granted: Role | undefined): Role {
  const given = rules
    .filter((rule) => rule.attribute === 'entitlement' || rank(rule.role) < rank('staff'))
    .filter((rule) => attributes[rule.attribute].some((value) => matches(value, rule.value)))
    .map((rule) => rule.role);
  return [...given, ...(granted ? [granted] : [])].reduce(higher, 'pupil');
}

function matches(value: string, wanted: string): boolean {
  const [given, expected] = [value.toLowerCase(), wanted.toLowerCase()];
  return expected.endsWith('@') ? given.startsWith(expected) : given === expected;
}
