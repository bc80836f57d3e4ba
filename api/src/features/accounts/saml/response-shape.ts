import type { Element } from '@xmldom/xmldom';
import { attributeOf, childrenOf, everyElement, isNamed } from './elements.ts';
import { LoginRefusal } from './login-refusal.ts';

/**
 * One Response as the root, and one assertion, plain or encrypted, directly under it: there is nothing that a
 * signature could be moved to or that could be read in its place.
 * @throws LoginRefusal for any other shape
 */
export function requireOneAssertion(root: Element): void {
  if (!isNamed(root, 'protocol', 'Response'))
    throw new LoginRefusal('refused', 'one_response', 'the root is not a Response');
  if (attributeOf(root, 'Version') !== '2.0')
    throw new LoginRefusal('refused', 'one_response', 'is not of version 2.0');
  const elements = everyElement(root);
  // Counted by local name alone: a look-alike in another namespace is refused as well.
  if (elements.filter((element) => element.localName === 'Response').length !== 1)
    throw new LoginRefusal('refused', 'one_response', 'has several Response elements');
  const assertions = elements.filter((element) =>
    ['Assertion', 'EncryptedAssertion'].includes(element.localName ?? ''),
  );
  if (assertions.length > 1)
    throw new LoginRefusal('refused', 'one_assertion', `has ${assertions.length} assertions`);
  const [assertion] = assertions;
  if (childrenOf(root).some(isStrange) || elements.some(isInclusion))
    throw new LoginRefusal('refused', 'one_response', 'has an element that no Response has');
  // An error of the provider's comes without one.
  if (!assertion) return;
  const known =
    isNamed(assertion, 'assertion', 'Assertion') || isNamed(assertion, 'assertion', 'EncryptedAssertion');
  if (!known || assertion.parentNode !== root)
    throw new LoginRefusal('refused', 'one_assertion', 'the assertion is not directly under the Response');
}

const isStrange = (child: Element) =>
  !isNamed(child, 'assertion', 'Issuer') &&
  !isNamed(child, 'signature', 'Signature') &&
  !['Extensions', 'Status'].some((name) => isNamed(child, 'protocol', name)) &&
  !['Assertion', 'EncryptedAssertion'].includes(child.localName ?? '');

/** Nothing is ever fetched for a message; whoever asks for it means no good. */
const isInclusion = ({ namespaceURI }: Element) => namespaceURI === 'http://www.w3.org/2001/XInclude';

/** @throws LoginRefusal when two elements have the same ID, in any of its spellings */
export function requireUniqueIds(root: Element): void {
  const seen = new Set<string>();
  for (const element of everyElement(root)) {
    for (const attribute of element.attributes) {
      if (attribute.localName?.toLowerCase() !== 'id') continue;
      if (seen.has(attribute.value))
        throw new LoginRefusal('refused', 'unique_ids', 'an ID stands there twice');
      seen.add(attribute.value);
    }
  }
}

const allowed = {
  SignatureMethod: [
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  ],
  DigestMethod: [
    'http://www.w3.org/2001/04/xmlenc#sha256',
    'http://www.w3.org/2001/04/xmldsig-more#sha384',
    'http://www.w3.org/2001/04/xmlenc#sha512',
  ],
  CanonicalizationMethod: ['http://www.w3.org/2001/10/xml-exc-c14n#'],
  Transform: [
    'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
    'http://www.w3.org/2001/10/xml-exc-c14n#',
  ],
} as const;

/**
 * Each signature signs the Response or the assertion that it stands in, whole, with SHA-256 or better.
 * @throws LoginRefusal for anything else
 */
export function requireSoundSignatures(root: Element): void {
  const signatures = everyElement(root).filter((element) => element.localName === 'Signature');
  const parents = new Set<unknown>();
  for (const signature of signatures) {
    const parent = signature.parentNode as Element | null;
    const home = parent && (parent === root || isNamed(parent, 'assertion', 'Assertion'));
    if (!isNamed(signature, 'signature', 'Signature') || !home)
      throw new LoginRefusal('refused', 'signature_place', 'a signature stands elsewhere');
    if (parents.has(parent))
      throw new LoginRefusal('refused', 'signature_place', 'two signatures in one place');
    parents.add(parent);
    requireSoundSignature(signature, attributeOf(parent, 'ID'));
  }
}

function requireSoundSignature(signature: Element, id: string | undefined): void {
  requireNothingButASignature(signature);
  const elements = everyElement(signature);
  const named = (name: string) => elements.filter((element) => element.localName === name);
  for (const [name, algorithms] of Object.entries(allowed)) {
    for (const element of named(name)) {
      const algorithm = attributeOf(element, 'Algorithm') ?? '';
      if (!(algorithms as readonly string[]).includes(algorithm))
        throw new LoginRefusal('refused', 'algorithm', `${name} ${algorithm.slice(0, 100)}`);
      if (childrenOf(element).some(isNoPrefixList))
        throw new LoginRefusal('refused', 'algorithm', `${name} has parameters`);
    }
  }
  const [reference] = named('Reference');
  if (!reference || !id || attributeOf(reference, 'URI') !== `#${id}`)
    throw new LoginRefusal('refused', 'signature_reference', 'does not sign the element it stands in');
}

/** What the parts of a signature of one element hold, in the order of the schema of XML Signature. */
const parts: readonly (readonly [name: string, content: RegExp])[] = [
  ['Signature', /^SignedInfo SignatureValue(?: KeyInfo)?$/],
  ['SignedInfo', /^CanonicalizationMethod SignatureMethod Reference$/],
  ['Reference', /^Transforms DigestMethod DigestValue$/],
  ['Transforms', /^Transform(?: Transform)?$/],
];
const once = ['SignatureValue', 'DigestValue', 'CanonicalizationMethod', 'SignatureMethod', 'DigestMethod'];

/** Each part is there once, in its place: nothing is left that one reader finds first and another one last. */
function requireNothingButASignature(signature: Element): void {
  const elements = everyElement(signature);
  const isOnce = (name: string) => elements.filter(({ localName }) => localName === name).length === 1;
  const sound = parts.every(([name, content]) => {
    const part = elements.find(({ localName }) => localName === name);
    return part && isOnce(name) && content.test(childrenOf(part).map(nameInSignature).join(' '));
  });
  if (!sound || !once.every(isOnce) || elements.some(({ localName }) => localName === 'Object'))
    throw new LoginRefusal('refused', 'signature_reference', 'carries more or less than a signature');
}

const nameInSignature = (element: Element) =>
  isNamed(element, 'signature', element.localName ?? '') ? element.localName : '?';

/** Exclusive canonicalisation may list prefixes; nothing else has a place in a transform. */
const isNoPrefixList = (element: Element) => element.localName !== 'InclusiveNamespaces';
