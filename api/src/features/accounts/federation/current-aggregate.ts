import { createHash } from 'node:crypto';
import type { Services } from '../../../platform/services.ts';
import { findAggregate, type StoredAggregate } from './federation.repository.ts';

/** Names the address and the certificate that an aggregate was read with; undefined where none is set. */
export function originOf({ config }: Pick<Services, 'config'>): string | undefined {
  const { metadataUrl, metadataCertificate } = config.saml;
  if (!metadataUrl || !metadataCertificate) return undefined;
  return createHash('sha256').update(`${metadataUrl}\0${metadataCertificate}`).digest('base64url');
}

/** The last good reading of the aggregate, while it is valid and of the address and certificate that are set now. */
export async function currentAggregate(services: Services, now: Date): Promise<StoredAggregate | undefined> {
  const aggregate = await findAggregate();
  const counts = aggregate && aggregate.origin === originOf(services) && aggregate.validUntil > now;
  return counts ? aggregate : undefined;
}
