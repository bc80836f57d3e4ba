import { verify, X509Certificate } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { LoginRefusal } from './login-refusal.ts';

/** A message that came in the query of an address (SAML bindings, section 3.4). */
export type RedirectMessage = {
  xml: string;
  relayState: string | undefined;
  /** What the signature is over: the parameters as they came, in the order of the binding. */
  signed: string;
  algorithm: string;
  signature: Buffer;
};

const longestMessage = 200_000;

const algorithms: Record<string, string> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': 'sha384',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'sha512',
};

const names = new Set(['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature']);

/**
 * Takes a signed message out of a raw query.
 * @throws LoginRefusal when it is not signed, or a parameter is there twice or cannot be read
 */
export function readRedirectMessage(query: string): RedirectMessage {
  const raw = new Map<string, string>();
  for (const part of query.split('&')) {
    const [name = '', ...value] = part.split('=');
    if (!names.has(name)) continue;
    if (raw.has(name)) throw new LoginRefusal('refused', 'message', `${name} is there twice`);
    raw.set(name, value.join('='));
  }
  const name = raw.has('SAMLRequest') ? 'SAMLRequest' : 'SAMLResponse';
  const message = raw.get(name);
  if (!message || (name === 'SAMLRequest' && raw.has('SAMLResponse')))
    throw new LoginRefusal('refused', 'message', 'there is not exactly one message');
  const algorithm = decoded(raw.get('SigAlg'));
  const signature = decoded(raw.get('Signature'));
  if (!signature || !algorithm) throw new LoginRefusal('refused', 'signature', 'is not signed');
  const signed = [name, 'RelayState', 'SigAlg']
    .filter((each) => raw.has(each))
    .map((each) => `${each}=${raw.get(each) ?? ''}`);
  return {
    xml: inflated(decoded(message) ?? ''),
    relayState: decoded(raw.get('RelayState')),
    signed: signed.join('&'),
    algorithm,
    signature: Buffer.from(signature, 'base64'),
  };
}

/** @throws LoginRefusal when none of the certificates has made the signature, or not by a sound algorithm */
export function requireRedirectSignature(
  { signed, algorithm, signature }: RedirectMessage,
  certificates: readonly string[],
): void {
  const digest = algorithms[algorithm];
  if (!digest) throw new LoginRefusal('refused', 'algorithm', algorithm.slice(0, 100));
  const good = certificates.some((pem) =>
    verify(digest, Buffer.from(signed), new X509Certificate(pem).publicKey, signature),
  );
  if (!good) throw new LoginRefusal('refused', 'signature', 'is not the provider’s signature');
}

function decoded(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    throw new LoginRefusal('refused', 'message', 'is not percent-encoded');
  }
}

function inflated(base64: string): string {
  if (base64.length > longestMessage)
    throw new LoginRefusal('refused', 'size', `${base64.length} characters`);
  let bytes: Buffer;
  try {
    bytes = inflateRawSync(Buffer.from(base64, 'base64'), { maxOutputLength: longestMessage });
  } catch {
    throw new LoginRefusal('refused', 'size', 'cannot be inflated, or grows too large');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new LoginRefusal('refused', 'utf8', 'is not UTF-8');
  }
}
