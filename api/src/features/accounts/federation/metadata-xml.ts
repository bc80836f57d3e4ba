import type { Element } from '@xmldom/xmldom';
import { attributeOf, childrenOf, parseXml, rootOf } from '../saml/elements.ts';
import { LoginRefusal } from '../saml/login-refusal.ts';
import { MetadataError } from './metadata-error.ts';

const namespaces = {
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  scopes: 'urn:mace:shibboleth:metadata:1.0',
  ui: 'urn:oasis:names:tc:SAML:metadata:ui',
} as const;

/** The root of a metadata document. @throws MetadataError for a DTD and for what is not well-formed */
export function metadataRoot(xml: string): Element {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new MetadataError('not_metadata', 'The metadata has a DTD');
  return refused(() => rootOf(parseXml(xml)));
}

/** The guard's refusals, in the words of metadata. */
export function refused<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof LoginRefusal)
      throw new MetadataError('not_metadata', `The metadata ${error.message}`);
    throw error;
  }
}

export const isIn = (element: Element, namespace: keyof typeof namespaces, name: string): boolean =>
  element.localName === name && element.namespaceURI === namespaces[namespace];

export const all = (element: Element, namespace: keyof typeof namespaces, name: string): Element[] =>
  childrenOf(element).filter((child) => isIn(child, namespace, name));

/** An instant in an attribute; undefined without one. @throws MetadataError when it is none */
export function instantOf(element: Element, name: string): Date | undefined {
  const value = attributeOf(element, name);
  if (value === undefined) return undefined;
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) throw new MetadataError('not_metadata', `${name} is not a time`);
  return instant;
}
