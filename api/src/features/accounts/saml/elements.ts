import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { LoginRefusal } from './login-refusal.ts';

export const namespaces = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
} as const;
export type Namespace = keyof typeof namespaces;

/** @throws LoginRefusal when the XML is not well-formed; nothing is mended */
export function parseXml(xml: string): Document {
  try {
    return new DOMParser({
      onError: (_level, message) => {
        throw new Error(message);
      },
    }).parseFromString(xml, 'text/xml');
  } catch {
    throw new LoginRefusal('refused', 'well_formed', 'is not well-formed XML');
  }
}

export function rootOf(document: Document): Element {
  const root = document.documentElement;
  if (!root) throw new LoginRefusal('refused', 'well_formed', 'has no root element');
  return root;
}

/** Far deeper than any message, and shallow enough for whatever goes through it by recursion. */
const deepest = 50;

/** The element and all below it. @throws LoginRefusal when they are nested deeper than any message is */
export function everyElement(root: Element): Element[] {
  const elements: Element[] = [];
  for (let level = [root], depth = 0; level.length > 0; level = level.flatMap(childrenOf), depth += 1) {
    if (depth > deepest) throw new LoginRefusal('refused', 'depth', `is nested more than ${deepest} deep`);
    elements.push(...level);
  }
  return elements;
}

export function childrenOf(element: Element): Element[] {
  const children: Element[] = [];
  for (let node = element.firstChild; node; node = node.nextSibling)
    if (node.nodeType === node.ELEMENT_NODE) children.push(node as Element);
  return children;
}

/** The children of a name in a namespace. */
export function childrenNamed(element: Element, namespace: Namespace, name: string): Element[] {
  return childrenOf(element).filter((child) => isNamed(child, namespace, name));
}

export function isNamed(element: Element, namespace: Namespace, name: string): boolean {
  return element.localName === name && element.namespaceURI === namespaces[namespace];
}

/** @throws LoginRefusal when there is not exactly one child of that name */
export function onlyChild(element: Element, namespace: Namespace, name: string, check: string): Element {
  const [first, ...more] = childrenNamed(element, namespace, name);
  if (!first || more.length > 0)
    throw new LoginRefusal('refused', check, `${more.length + (first ? 1 : 0)} ${name} elements`);
  return first;
}

/** The text of an element that has nothing but text, trimmed. */
export function textOf(element: Element): string {
  return childrenOf(element).length === 0 ? (element.textContent ?? '').trim() : '';
}

/** An attribute without a namespace, or undefined. */
export function attributeOf(element: Element, name: string): string | undefined {
  return element.hasAttribute(name) ? (element.getAttribute(name) ?? undefined) : undefined;
}
