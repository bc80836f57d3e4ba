import type {
  ManagedProvider,
  MetadataSource,
  ProviderOptions,
  ProviderPreview,
  RoleRule,
} from '@mediecentral/contracts';
import type { NewProvider, ProviderChange } from './providers-api.ts';

/** A provider as a form; each field is what one person changes at a time. */
export type ProviderValues = {
  /** Only chosen when the provider is added. */
  key: string;
  name: string;
  municipalityCode: string;
  scopes: string[];
  signed: ProviderOptions['signed'];
  requireEncryption: boolean;
  signRequests: boolean;
  roleRules: RoleRule[];
  enabled: boolean;
};

type Shown = Pick<ManagedProvider & ProviderPreview, 'key' | 'name' | 'scopes' | 'options' | 'roleRules'> & {
  municipalityCode?: string | undefined;
};

const valuesOf = (
  { key, name, municipalityCode = '', scopes, options, roleRules }: Shown,
  enabled: boolean,
): ProviderValues => ({ key, name, municipalityCode, scopes, ...options, roleRules, enabled });

export const valuesOfProvider = (provider: ManagedProvider): ProviderValues =>
  valuesOf(provider, provider.state !== 'disabled');

export const valuesOfPreview = (preview: ProviderPreview): ProviderValues => valuesOf(preview, true);

const editable = (values: ProviderValues) => ({
  name: values.name,
  ...(values.municipalityCode ? { municipalityCode: values.municipalityCode } : {}),
  scopes: values.scopes,
  options: {
    signed: values.signed,
    requireEncryption: values.requireEncryption,
    signRequests: values.signRequests,
  },
  roleRules: values.roleRules,
  enabled: values.enabled,
});

export const newProviderOf = (values: ProviderValues, source: MetadataSource): NewProvider => ({
  key: values.key,
  source,
  ...editable(values),
});

export const providerChangeOf = (
  values: ProviderValues,
  version: number,
  source?: MetadataSource,
): ProviderChange => ({ version, ...(source ? { source } : {}), ...editable(values) });
