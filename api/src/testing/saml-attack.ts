import type { KeyPair } from '@mediecentral/dev-idp';
import { openBrowser, refusalAt } from './login-in-steps.ts';
import {
  beginAt,
  type Forge,
  sealed,
  type Sealing,
  signed,
  type Signing,
  unsignedAnswer,
} from './saml-forge.ts';
import type { TestApp } from './sign-in.ts';

/** A genuine answer in the stages of its making, for an attack to change, and what makes another one of it. */
export type Genuine = {
  requestId: string;
  unsigned: string;
  /** With the assertion signed, the Response, and both; signed when they are first asked for. */
  readonly assertion: string;
  readonly response: string;
  readonly both: string;
  keys: KeyPair;
  /** Signs the assertion of a message with the provider's key. */
  sign: (xml: string, how?: Signing) => string;
  signResponse: (xml: string, how?: Signing) => string;
};

/** What is posted in a genuine answer's place: the XML, or the form's fields. */
export type Attack = (genuine: Genuine) => string | Record<string, unknown>;

export type Refusal = {
  failure: string | null;
  check: unknown;
  reasoned: boolean;
  status: number;
  loggedIn: boolean;
};

/** How the application meets what is posted in the place of a genuine answer. */
export async function attack(app: TestApp, forge: Forge, make: Attack): Promise<Refusal> {
  const browser = openBrowser(app);
  const requestId = await beginAt(browser, forge);
  const { keys } = forge;
  const unsigned = unsignedAnswer(forge, requestId);
  const sign = (xml: string, how: Signing = {}) => signed(xml, 'Assertion', { keys, ...how });
  const signResponse = (xml: string, how: Signing = {}) => signed(xml, 'Response', { keys, ...how });
  const made = make({
    requestId,
    unsigned,
    keys,
    sign,
    signResponse,
    get assertion() {
      return sign(unsigned);
    },
    get response() {
      return signResponse(unsigned);
    },
    get both() {
      return signResponse(sign(unsigned));
    },
  });
  const fields = typeof made === 'string' ? { SAMLResponse: Buffer.from(made).toString('base64') } : made;
  const end = await browser.post('/saml/acs').type('form').send(fields);
  const { location = '/' } = end.headers as { location?: string };
  const page = new URL(location, 'http://localhost:3000');
  const line = app.warnings.find(({ requestId: number }) => number === page.searchParams.get('nummer'));
  return {
    ...refusalAt(app, page),
    reasoned: typeof line?.reason === 'string' && line.reason !== '',
    status: end.status,
    loggedIn: (await browser.get('/api/me')).status === 200,
  };
}

/** The only good end of an attack: sent to the page that says so, logged with the check and a reason, nobody logged in. */
export const refused = (failure: string, check: string): Refusal => ({
  failure,
  check,
  reasoned: true,
  status: 303,
  loggedIn: false,
});

/** Changes a text. @throws when nothing is changed by it, so that no attack is refused for being none */
export function swap(text: string, what: string | RegExp, by: string): string {
  const changed = typeof what === 'string' ? text.replace(what, () => by) : text.replace(what, by);
  if (changed === text) throw new Error(`there is no ${String(what)} to replace`);
  return changed;
}

export const assertionIn = (xml: string) => /<saml:Assertion .*<\/saml:Assertion>/s.exec(xml)?.[0] ?? '';
/** The last signature: the assertion's, where the Response has one too. */
export const signatureIn = (xml: string) =>
  /<ds:Signature (?:(?!<ds:Signature ).)*<\/ds:Signature>/s.exec(xml)?.[0] ?? '';
/** The assertion as an attacker would like it. */
export const forgedFrom = (assertion: string) =>
  swap(assertion.replace(signatureIn(assertion), ''), 'maja@', 'rektor@').replace(
    / ID="[^"]+"/,
    ' ID="_forged"',
  );
/** A message whose assertion only the owner of a certificate can read. */
export const sealedFor = (certificate: string, xml: string, how?: Sealing) =>
  swap(
    xml,
    assertionIn(xml),
    `<saml:EncryptedAssertion>${sealed(assertionIn(xml), certificate, how)}</saml:EncryptedAssertion>`,
  );
