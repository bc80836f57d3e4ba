import type { RoleRule } from '@mediecentral/contracts';
import { type Attributes, attributeNames } from './saml/attributes.ts';
import { hasEffect, matchesRule, roleOf } from './role-rules.ts';

/** What rules would make of somebody with these attributes, by the code that decides at a login. */
export function previewRoleRules(rules: readonly RoleRule[], given: Partial<Attributes>) {
  const none = Object.fromEntries(attributeNames.map((name) => [name, []]));
  const attributes = { ...none, ...given } as unknown as Attributes;
  const places = (wanted: (rule: RoleRule) => boolean) =>
    rules.flatMap((rule, index) => (wanted(rule) ? [index] : []));
  return {
    role: roleOf(attributes, rules, undefined),
    matched: places((rule) => hasEffect(rule) && matchesRule(attributes, rule)),
    withoutEffect: places((rule) => !hasEffect(rule)),
  };
}
