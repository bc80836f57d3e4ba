import type { ProviderOptions, RoleRule } from '@mediecentral/contracts';

/** What suits every provider that signs at all. */
export const defaultOptions: ProviderOptions = {
  signed: 'either',
  requireEncryption: false,
  signRequests: true,
};

/** Whoever works there is a teacher; everybody else is a pupil until rules or grants say more. */
export const defaultRules: readonly RoleRule[] = [
  { attribute: 'affiliation', value: 'employee@', role: 'teacher' },
  { attribute: 'affiliation', value: 'faculty@', role: 'teacher' },
];
