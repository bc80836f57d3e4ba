import type { MetadataSource } from '@mediecentral/contracts';

export const sourceKinds = ['file', 'address', 'federation'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Where metadata is to come from, as it has been filled in so far. */
export type SourceValues = { kind: SourceKind; xml: string; url: string; entityId: string };

export const noSource: SourceValues = { kind: 'file', xml: '', url: '', entityId: '' };

/** The one source that is chosen, or `undefined` while it is not filled in. */
export function sourceOf({ kind, xml, url, entityId }: SourceValues): MetadataSource | undefined {
  if (kind === 'file') return xml.trim() ? { metadataXml: xml.trim() } : undefined;
  if (kind === 'address') return url.trim() ? { metadataUrl: url.trim() } : undefined;
  return entityId ? { entityId } : undefined;
}
