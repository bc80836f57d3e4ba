import type { Role } from '@mediecentral/contracts';
import type { RoleRule } from './provider.model.ts';
import { higherRole, rolesAbove } from './role-order.ts';
import type { Attributes } from './saml/attributes.ts';

/**
 * The role of a person at this login: the highest that a rule or a grant gives, a pupil without either. Staff and
 * administrators come by entitlement or grant alone, whatever a rule says.
 */
export function roleOf(attributes: Attributes, rules: readonly RoleRule[], granted: Role | undefined): Role {
  const given = rules
    .filter((rule) => hasEffect(rule) && matchesRule(attributes, rule))
    .map((rule) => rule.role);
  return [...given, ...(granted ? [granted] : [])].reduce(higherRole, 'pupil');
}

/** Whether a rule can ever give its role. */
export const hasEffect = ({ attribute, role }: RoleRule): boolean =>
  attribute === 'entitlement' || rolesAbove('educator').every((above) => above !== role);

export const matchesRule = (attributes: Attributes, rule: RoleRule): boolean =>
  attributes[rule.attribute].some((value) => matches(value, rule.value));

function matches(value: string, wanted: string): boolean {
  const [given, expected] = [value.toLowerCase(), wanted.toLowerCase()];
  return expected.endsWith('@') ? given.startsWith(expected) : given === expected;
}
