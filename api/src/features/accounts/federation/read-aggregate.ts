import { X509Certificate } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { attributeOf, childrenOf } from '../saml/elements.ts';
import { requireSoundSignatures } from '../saml/response-shape.ts';
import { verifiedContent } from '../saml/verify-signature.ts';
import { MetadataError } from './metadata-error.ts';
import { instantOf, isIn, metadataRoot, refused } from './metadata-xml.ts';
import { type DescribedProvider, describeProvider, isProvider } from './provider-metadata.ts';

export type Aggregate = {
  /** From then on nothing in it counts. */
  validUntil: Date;
  providers: DescribedProvider[];
  /** Entities that are identity providers, but cannot be used, with the reason. */
  unusable: { entityId: string; reason: string }[];
};

/** As Skolfederation's own rules: metadata that would be good for longer than four weeks is a mistake. */
const longestValidity = 28 * 24 * 60 * 60_000;

/**
 * Reads a federation's aggregate: signed as a whole, by the pinned certificate, and still valid. Only what the
 * signature covers is read.
 * @throws MetadataError naming what is wrong
 */
export function readAggregate(xml: string, pinnedCertificate: string, now: Date): Aggregate {
  const signed = metadataRoot(xml);
  requireList(signed);
  refused(() => requireSoundSignatures(signed));
  const content = verifiedContent(xml, signed, [pinnedCertificate]);
  if (content === undefined)
    throw new MetadataError(
      'aggregate_not_signed',
      'The aggregate is not signed, as a whole, with the pinned certificate',
    );
  const root = metadataRoot(content);
  requireList(root);
  const validUntil = instantOf(root, 'validUntil');
  if (!validUntil)
    throw new MetadataError('aggregate_without_end', 'The aggregate does not say until when it is valid');
  if (validUntil <= now) throw new MetadataError('expired', 'The aggregate has expired');
  const latest = new Date(now.getTime() + longestValidity);
  return { validUntil: validUntil < latest ? validUntil : latest, ...providersIn(root) };
}

function requireList(root: Element): void {
  if (!isIn(root, 'metadata', 'EntitiesDescriptor'))
    throw new MetadataError('not_metadata', 'The aggregate is not an EntitiesDescriptor');
}

function providersIn(root: Element): Pick<Aggregate, 'providers' | 'unusable'> {
  const providers = new Map<string, DescribedProvider>();
  const unusable: Aggregate['unusable'] = [];
  for (const entity of entitiesIn(root).filter(isProvider)) {
    const entityId = (attributeOf(entity, 'entityID') ?? '').slice(0, 500);
    try {
      if (providers.has(entityId)) throw new MetadataError('not_one_provider', 'stands there twice');
      providers.set(entityId, describeProvider(entity));
    } catch (error) {
      if (!(error instanceof MetadataError)) throw error;
      // One bad entry must not shut out all the others.
      unusable.push({ entityId, reason: error.message });
    }
  }
  return { providers: [...providers.values()], unusable };
}

/** Lists may hold lists. */
function entitiesIn(list: Element): Element[] {
  return childrenOf(list).flatMap((child) => {
    if (isIn(child, 'metadata', 'EntityDescriptor')) return [child];
    return isIn(child, 'metadata', 'EntitiesDescriptor') ? entitiesIn(child) : [];
  });
}

/**
 * The certificate that `SAML_METADATA_CERT` pins: PEM, or its base64 alone.
 * @throws MetadataError when it is none
 */
export function pinnedCertificateOf(setting: string): string {
  try {
    const text = setting.includes('-----') ? setting.replaceAll('\\n', '\n') : Buffer.from(setting, 'base64');
    return new X509Certificate(text).toString();
  } catch {
    throw new MetadataError('aggregate_certificate_unreadable', 'SAML_METADATA_CERT is not a certificate');
  }
}
