import type { Federation, ManagedProvider, ProviderPreview } from '@mediecentral/contracts';

export const certificate = {
  sha256: 'ab'.repeat(32),
  subject: 'CN=idp.example',
  notBefore: '2024-01-01T00:00:00.000Z',
  notAfter: '2028-05-01T10:00:00.000Z',
  use: 'signing',
} as const;

const base = {
  ssoUrl: 'https://idp.example/sso',
  certificates: [certificate],
  scopes: ['idp.example'],
  options: { signed: 'either', requireEncryption: false, signRequests: true },
  roleRules: [{ attribute: 'affiliation', value: 'employee@', role: 'teacher' }],
} satisfies Partial<ManagedProvider>;

const keyOf = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

export const provider = (name: string, more: Partial<ManagedProvider> = {}): ManagedProvider => ({
  ...base,
  key: keyOf(name),
  name,
  entityId: `https://idp.${keyOf(name)}.example`,
  source: 'single',
  scopesInMetadata: ['idp.example'],
  state: 'ok',
  version: 3,
  ...more,
});

export const preview: ProviderPreview = {
  ...base,
  key: 'nybro',
  name: 'Nybro kommun',
  municipalityCode: '0881',
  entityId: 'https://idp.nybro.example',
  source: 'single',
  warnings: ['no_logout'],
};

export const federation: Federation = {
  keyChanges: [],
  service: {
    entityId: 'https://media.example/saml/metadata',
    metadataUrl: 'https://media.example/saml/metadata.xml',
    consumerUrl: 'https://media.example/saml/acs',
    logoutUrl: 'https://media.example/saml/slo',
    certificates: [certificate],
  },
};
