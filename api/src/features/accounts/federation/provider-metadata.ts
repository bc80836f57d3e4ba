import { X509Certificate } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import type { ProviderMetadata } from '../provider.model.ts';
import { attributeOf, textOf } from '../saml/elements.ts';
import { MetadataError } from './metadata-error.ts';
import { all, instantOf, isIn, metadataRoot } from './metadata-xml.ts';

/** A provider as its metadata describes it, with what helps to set it up. */
export type DescribedProvider = {
  metadata: ProviderMetadata;
  /** For people, in Swedish where there is a Swedish one. */
  name: string;
  /** There are scopes that are patterns: what those allow cannot be seen, and they are left out. */
  hasPatterns: boolean;
};

const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';

/** The provider of a document of its own: an EntityDescriptor, or the only one that a list holds. @throws MetadataError */
export function readProviderMetadata(xml: string, now: Date): DescribedProvider {
  const root = metadataRoot(xml);
  const until = instantOf(root, 'validUntil');
  if (until && until <= now) throw new MetadataError('expired', 'The metadata has expired');
  const entities = isIn(root, 'metadata', 'EntityDescriptor')
    ? [root]
    : all(root, 'metadata', 'EntityDescriptor').filter(isProvider);
  const [entity, ...more] = entities;
  if (!entity || more.length > 0)
    throw new MetadataError(
      'not_one_provider',
      `The metadata has ${entities.length} identity providers, not one`,
    );
  return describeProvider(entity);
}

const rolesOf = (entity: Element) =>
  all(entity, 'metadata', 'IDPSSODescriptor').filter((role) =>
    (attributeOf(role, 'protocolSupportEnumeration') ?? '').split(/\s+/).includes(protocol),
  );

export const isProvider = (entity: Element): boolean => rolesOf(entity).length > 0;

/** What an EntityDescriptor says of its identity provider. @throws MetadataError naming what is missing */
export function describeProvider(entity: Element): DescribedProvider {
  const entityId = attributeOf(entity, 'entityID') ?? '';
  if (entityId === '' || entityId.length > 500)
    throw new MetadataError('not_metadata', 'The metadata has no entityID');
  const [role, ...more] = rolesOf(entity);
  if (!role || more.length > 0)
    throw new MetadataError('not_one_provider', `${entityId} is not one SAML 2.0 identity provider`);
  const ssoUrl = endpointOf(role, 'SingleSignOnService')?.location;
  if (!ssoUrl) throw new MetadataError('no_login_by_redirect', `${entityId} has no login by HTTP-Redirect`);
  const certificates = certificatesOf(role, 'signing');
  if (certificates.length === 0)
    throw new MetadataError('no_certificate', `${entityId} has no usable signing certificate`);
  const scopes = scopesOf(entity, role);
  const logout = endpointOf(role, 'SingleLogoutService');
  const validUntil = [instantOf(entity, 'validUntil'), instantOf(role, 'validUntil')]
    .filter((until) => until !== undefined)
    .toSorted((one, other) => one.getTime() - other.getTime())[0];
  return {
    name: nameOf(entity, role) ?? entityId,
    hasPatterns: scopes.hasPatterns,
    metadata: {
      entityId,
      ssoUrl,
      ...(logout
        ? { logout: { requestUrl: logout.location, responseUrl: logout.responseLocation ?? logout.location } }
        : {}),
      errorUrl: addressOf(attributeOf(role, 'errorURL')),
      certificates,
      encryptionCertificates: certificatesOf(role, 'encryption'),
      scopesInMetadata: scopes.domains,
      validUntil,
    },
  };
}

function endpointOf(role: Element, name: string) {
  const endpoints = all(role, 'metadata', name).filter((each) => attributeOf(each, 'Binding') === redirect);
  for (const endpoint of endpoints) {
    const location = addressOf(attributeOf(endpoint, 'Location'));
    const responseLocation = addressOf(attributeOf(endpoint, 'ResponseLocation'));
    if (location) return { location, responseLocation };
  }
  return undefined;
}

/** An address of the web; what begins otherwise leads nowhere that a browser should be sent. */
function addressOf(value: string | undefined): string | undefined {
  if (!value || value.length > 2000 || !URL.canParse(value)) return undefined;
  return ['https:', 'http:'].includes(new URL(value).protocol) ? value : undefined;
}

/** The readable RSA certificates of a use, as PEM, each once; a key without a use is for both. */
function certificatesOf(role: Element, use: 'signing' | 'encryption'): string[] {
  const pems = all(role, 'metadata', 'KeyDescriptor')
    .filter((key) => [use, undefined].includes(attributeOf(key, 'use') as typeof use | undefined))
    .flatMap((key) => all(key, 'signature', 'KeyInfo'))
    .flatMap((information) => all(information, 'signature', 'X509Data'))
    .flatMap((data) => all(data, 'signature', 'X509Certificate'))
    .flatMap((certificate) => pemOf(textOf(certificate)));
  return [...new Set(pems)].slice(0, 20);
}

function pemOf(base64: string): string[] {
  try {
    const certificate = new X509Certificate(Buffer.from(base64.replaceAll(/\s/g, ''), 'base64'));
    const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
    // RSA is what signatures are verified with here; shorter keys are as good as none.
    const usable = asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
    return usable ? [certificate.toString()] : [];
  } catch {
    return [];
  }
}

const isPattern = (scope: Element) => ['true', '1'].includes(attributeOf(scope, 'regexp') ?? '');

function scopesOf(entity: Element, role: Element): { domains: string[]; hasPatterns: boolean } {
  const scopes = [entity, role]
    .flatMap((element) => all(element, 'metadata', 'Extensions'))
    .flatMap((extensions) => all(extensions, 'scopes', 'Scope'));
  const domains = scopes
    .filter((scope) => !isPattern(scope))
    .map((scope) => textOf(scope).toLowerCase())
    .filter((domain) => /^[a-z0-9.-]{1,200}$/.test(domain));
  return { domains: [...new Set(domains)].slice(0, 50), hasPatterns: scopes.some(isPattern) };
}

function nameOf(entity: Element, role: Element): string | undefined {
  const names = [
    ...all(role, 'metadata', 'Extensions')
      .flatMap((extensions) => all(extensions, 'ui', 'UIInfo'))
      .flatMap((information) => all(information, 'ui', 'DisplayName')),
    ...all(entity, 'metadata', 'Organization').flatMap((organisation) =>
      all(organisation, 'metadata', 'OrganizationDisplayName'),
    ),
  ];
  const inSwedish = names.find((name) => name.getAttribute('xml:lang')?.startsWith('sv'));
  const name = inSwedish ?? names[0];
  return name && (textOf(name).replaceAll(/\s+/g, ' ').slice(0, 200) || undefined);
}
