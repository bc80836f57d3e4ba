import { LoginRefusal } from './login-refusal.ts';

/** Several times what any provider sends, and little enough to parse at once. */
const longestMessage = 200_000;

/**
 * The XML of a message in base64.
 * @throws LoginRefusal when it is missing, too long, or not UTF-8 in base64
 */
export function decodeMessage(encoded: unknown): string {
  if (typeof encoded !== 'string' || encoded === '')
    throw new LoginRefusal('refused', 'message', 'there is not exactly one SAMLResponse');
  if (encoded.length > longestMessage)
    throw new LoginRefusal('refused', 'size', `${encoded.length} characters`);
  const compact = encoded.replaceAll(/[\r\n\t ]/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) throw new LoginRefusal('refused', 'base64', 'is not base64');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(compact, 'base64'));
  } catch {
    throw new LoginRefusal('refused', 'utf8', 'is not UTF-8');
  }
}
