import { MetadataError } from './metadata-error.ts';

/** Some times what the largest Swedish federation publishes. */
export const longestAggregate = 30_000_000;
export const longestSingle = 200_000;
const patience = 30_000;

export type Fetched = { changed: false } | { changed: true; xml: string; etag: string | undefined };

/**
 * Fetches metadata, unless it is still what `etag` names.
 * @throws MetadataError when it cannot be had: another answer than 200 or 304, a redirect, too long, not UTF-8
 */
export async function fetchMetadata(
  url: string,
  { etag, longest, https }: { etag?: string | undefined; longest: number; https: boolean },
): Promise<Fetched> {
  if (https && !url.startsWith('https://'))
    throw new MetadataError('address_not_https', 'The address is not HTTPS');
  let response: Response;
  try {
    response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      headers: {
        Accept: 'application/samlmetadata+xml, application/xml, text/xml',
        ...(etag ? { 'If-None-Match': etag } : {}),
      },
    });
  } catch {
    throw new MetadataError('address_silent', 'The address does not answer, or leads elsewhere');
  }
  if (response.status === 304 && etag) return { changed: false };
  if (response.status !== 200)
    throw new MetadataError('address_refuses', `The address answers with ${response.status}`);
  return {
    changed: true,
    xml: await textOf(response, longest),
    etag: response.headers.get('etag') ?? undefined,
  };
}

async function textOf(response: Response, longest: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    // Node's body is iterable; the web's type does not say so.
    for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      length += piece.length;
      if (length > longest) break;
      pieces.push(piece);
    }
  } catch {
    throw new MetadataError('address_silent', 'The answer broke off');
  }
  if (length > longest) throw new MetadataError('too_long', `The metadata is longer than ${longest} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    throw new MetadataError('not_metadata', 'The metadata is not UTF-8');
  }
}
