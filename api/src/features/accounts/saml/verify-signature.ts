import { type Element, XMLSerializer } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { childrenNamed } from './elements.ts';

/** The enveloped signature of an element; the shape of the message has been checked before. */
export const signatureOf = (element: Element): Element | undefined =>
  childrenNamed(element, 'signature', 'Signature')[0];

/**
 * Verifies the enveloped signature of an element of `xml` with whichever of the certificates (PEM) has made it. Keys
 * that the message brings along are not looked at.
 *
 * Call it after `requireSoundSignatures`: the signature then signs its own parent, once, by sound algorithms.
 * @returns the bytes that are signed, in canonical form: only what is read from these can be believed
 */
export function verifiedContent(
  xml: string,
  element: Element,
  certificates: readonly string[],
): string | undefined {
  const signature = signatureOf(element);
  if (!signature) return undefined;
  const serialised = new XMLSerializer().serializeToString(signature);
  // What an XML processor does with line ends before anything else (XML 1.0, section 2.11).
  const document = xml.replaceAll(/\r\n?/g, '\n');
  for (const publicCert of certificates) {
    const content = contentSignedBy(publicCert, document, serialised);
    if (content !== undefined) return content;
  }
  return undefined;
}

function contentSignedBy(publicCert: string, document: string, signature: string): string | undefined {
  try {
    const signed = new SignedXml({ publicCert });
    signed.loadSignature(signature);
    if (!signed.checkSignature(document)) return undefined;
    const [content, ...more] = signed.getSignedReferences();
    return more.length === 0 ? content : undefined;
  } catch {
    // By another key, or not a signature at all: the next certificate is tried.
    return undefined;
  }
}
