import { z } from 'zod';
import { role } from './accounts.ts';
import { line } from './common.ts';
import { defineRoute } from './route.ts';

/** What a rule may look at. */
export const ruleAttributes = ['affiliation', 'entitlement', 'assurance', 'schoolUnitCode'] as const;

export const roleRule = z.strictObject({
  attribute: z.enum(ruleAttributes),
  /** The whole value, or up to and including the `@` for any of the provider's scopes: `employee@`. */
  value: line(200),
  role,
});

export type RoleRule = z.infer<typeof roleRule>;

export const previewRoleRules = defineRoute({
  operation: 'previewRoleRules',
  method: 'post',
  path: '/api/role-rules/preview',
  tag: 'accounts',
  summary: 'The role that rules would give to somebody with these attributes, before they are saved',
  access: 'providers.manage',
  body: z.strictObject({
    rules: z.array(roleRule).max(50),
    attributes: z.partialRecord(z.enum(ruleAttributes), z.array(line(200)).max(50)),
  }),
  responses: {
    200: z.strictObject({
      role,
      /** The places of the rules that matched, in the order given; the highest of their roles is the answer. */
      matched: z.array(z.int().min(0)),
      /** Rules that never give their role: staff and administrators come by entitlement alone. */
      withoutEffect: z.array(z.int().min(0)),
    }),
  },
});
