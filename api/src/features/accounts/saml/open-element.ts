import type { Element } from '@xmldom/xmldom';
import { decryptElement } from './decrypt-element.ts';
import { childrenNamed, childrenOf, isNamed, parseXml, rootOf } from './elements.ts';
import { escapeXml } from './escape-xml.ts';
import { LoginRefusal } from './login-refusal.ts';
import { requirePlainXml, withoutDeclaration } from './plain-xml.ts';

/** An element and the document it stands in. */
export type Placed = { xml: string; element: Element };

/**
 * Opens an EncryptedAssertion, EncryptedID or EncryptedAttribute. What was encrypted is seen here for the first time; it
 * has the namespaces of its place, since providers encrypt elements that leave their prefixes to those around them
 * (XML Encryption 1.1, section 4.4).
 * @throws LoginRefusal
 */
export function openElement(sealed: Element, privateKeys: readonly string[]): Placed {
  const plain = withoutDeclaration(decryptElement(sealed, privateKeys));
  requirePlainXml(plain);
  const declarations = Object.entries(namespacesAt(sealed)).map(
    ([name, uri]) => ` ${name}="${escapeXml(uri)}"`,
  );
  const xml = `<opened${declarations.join('')}>${plain}</opened>`;
  const [element, ...more] = childrenOf(rootOf(parseXml(xml)));
  if (!element || more.length > 0)
    throw new LoginRefusal('refused', 'encryption', 'what was encrypted is not one element');
  return { xml, element };
}

/** The namespace declarations that count at an element, the nearest of each prefix. */
function namespacesAt(element: Element): Record<string, string> {
  const declarations: Record<string, string> = {};
  for (let at: Element | null = element; at; at = at.parentNode as Element | null) {
    for (const { name, value } of at.attributes ?? [])
      if (/^xmlns(?:$|:)/.test(name)) declarations[name] ??= value;
  }
  return declarations;
}

/**
 * Puts what is encrypted inside a verified assertion, the name of its subject and attributes, in the place of its
 * encryption. @throws LoginRefusal
 */
export function openInside(assertion: Element, privateKeys: readonly string[]): void {
  for (const subject of childrenNamed(assertion, 'assertion', 'Subject'))
    replace(subject, { sealed: 'EncryptedID', open: 'NameID' }, privateKeys);
  for (const statement of childrenNamed(assertion, 'assertion', 'AttributeStatement'))
    replace(statement, { sealed: 'EncryptedAttribute', open: 'Attribute' }, privateKeys);
}

function replace(parent: Element, names: { sealed: string; open: string }, keys: readonly string[]): void {
  for (const sealed of childrenNamed(parent, 'assertion', names.sealed)) {
    const { element } = openElement(sealed, keys);
    if (!isNamed(element, 'assertion', names.open))
      throw new LoginRefusal('refused', 'encryption', `what was encrypted is not a ${names.open}`);
    const own = parent.ownerDocument?.importNode(element, true);
    if (own) parent.replaceChild(own, sealed);
  }
}
