import { roles } from '@mediecentral/contracts';
import type { RoleRule } from './provider.model.ts';
import { roleOf } from './role-rules.ts';
import { type Attributes, attributeNames } from './saml/attributes.ts';

const person = (given: Partial<Attributes>): Attributes =>
  ({ ...Object.fromEntries(attributeNames.map((name) => [name, []])), ...given }) as Attributes;

const rules: RoleRule[] = [
  { attribute: 'affiliation', value: 'employee@', role: 'teacher' },
  { attribute: 'entitlement', value: 'urn:centre:staff', role: 'staff' },
  { attribute: 'entitlement', value: 'urn:centre:educator', role: 'educator' },
];

describe('the role of a person', () => {
  it('is pupil where no rule says more', () => {
    expect(roleOf(person({ affiliation: ['student@kalmar.se'] }), rules, undefined)).toBe('pupil');
  });

  it('is the highest that a rule gives, in whatever order the rules stand', () => {
    const attributes = person({
      affiliation: ['employee@kalmar.se'],
      entitlement: ['urn:centre:educator', 'urn:centre:staff'],
    });
    expect(roleOf(attributes, rules, undefined)).toBe('staff');
    expect(roleOf(attributes, rules.toReversed(), undefined)).toBe('staff');
  });

  it('is given for any of the provider’s scopes by a value that ends in @, and for nothing that only begins alike', () => {
    expect(roleOf(person({ affiliation: ['Employee@nybro.se'] }), rules, undefined)).toBe('teacher');
    expect(roleOf(person({ affiliation: ['employees@nybro.se'] }), rules, undefined)).toBe('pupil');
    expect(roleOf(person({ entitlement: ['urn:centre:staffed'] }), rules, undefined)).toBe('pupil');
  });

  it('is raised by a grant and never lowered', () => {
    const teacher = person({ affiliation: ['employee@kalmar.se'] });
    expect(roleOf(teacher, rules, 'admin')).toBe('admin');
    expect(roleOf(teacher, rules, 'pupil')).toBe('teacher');
  });

  it.each(roles.filter((role) => role === 'staff' || role === 'admin'))(
    'is not %s by anything but an entitlement or a grant',
    (role) => {
      const rule = { attribute: 'affiliation', value: 'employee@', role } as const;
      expect(roleOf(person({ affiliation: ['employee@kalmar.se'] }), [rule], undefined)).toBe('pupil');
    },
  );
});
