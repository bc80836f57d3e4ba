import { attackedApp } from '../../../../testing/attacked-app.ts';
import { assertionIn, attack, type Attack, refused, swap } from '../../../../testing/saml-attack.ts';
import { consumer } from '../../../../testing/saml-forge.ts';

const attacked = attackedApp();

const minutes = (number: number) => new Date(Date.now() + number * 60_000).toISOString();

/** In the Response, where nobody has signed it. */
const envelope =
  (what: string | RegExp, by: string): Attack =>
  ({ assertion }) =>
    swap(assertion, what, by);
const other = 'https://other.example';

const status = (code: string, within = '') =>
  `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${code}">${within}</samlp:StatusCode>`;

/** As providers say it: without an assertion, unsigned or signed. */
const saying =
  (codes: string, isSigned = false): Attack =>
  ({ unsigned, signResponse }) => {
    const xml = swap(swap(unsigned, assertionIn(unsigned), ''), /<samlp:StatusCode [^>]*\/>/, codes);
    return isSigned ? signResponse(xml) : xml;
  };

/** What the person is told is about whoever can do something: the provider, whoever set it up, or themselves. */
const sayings: [string, Attack, string, string][] = [
  ['that says Responder', saying(status('Responder')), 'provider_error', 'status'],
  ['that says Responder and is signed', saying(status('Responder'), true), 'provider_error', 'status'],
  ['that says VersionMismatch', saying(status('VersionMismatch')), 'provider_error', 'status'],
  ['that says Requester', saying(status('Requester')), 'request_refused', 'status'],
  [
    'that says Requester, InvalidNameIDPolicy',
    saying(status('Requester', status('InvalidNameIDPolicy'))),
    'request_refused',
    'status',
  ],
  ...(['AuthnFailed', 'NoPassive', 'RequestDenied', 'UnknownPrincipal'] as const).map(
    (code): [string, Attack, string, string] => [
      `that says Responder, ${code}`,
      saying(status('Responder', status(code))),
      'not_let_in',
      'status',
    ],
  ),
  [
    'that says Requester, NoPassive',
    saying(status('Requester', status('NoPassive'))),
    'not_let_in',
    'status',
  ],
];

const envelopes: [string, Attack, string, string][] = [
  ['to another address', envelope(/Destination="[^"]+"/, `Destination="${other}"`), 'refused', 'destination'],
  [
    'to an address with more behind',
    envelope(`Destination="${consumer}"`, `Destination="${consumer}?x"`),
    'refused',
    'destination',
  ],
  ['to no address', envelope(/ Destination="[^"]+"/, ''), 'refused', 'destination'],
  [
    'from another issuer',
    envelope(/(<samlp:Response [^>]*><saml:Issuer>)[^<]+/, `$1${other}`),
    'refused',
    'issuer',
  ],
  [
    'from two issuers',
    envelope('<samlp:Status>', `<saml:Issuer>${other}</saml:Issuer><samlp:Status>`),
    'refused',
    'issuer',
  ],
  ['to no request', envelope(/ InResponseTo="[^"]+"/, ''), 'attempt_expired', 'in_response_to'],
  [
    'to a request that nobody made',
    envelope(/(<samlp:Response [^>]*InResponseTo="_)[0-9a-f]{4}/, '$10000'),
    'attempt_expired',
    'attempt',
  ],
  [
    'to an operator of the database',
    envelope(/(<samlp:Response [^>]*InResponseTo=")[^"]+/, '$1{&quot;$gt&quot;:&quot;&quot;}'),
    'attempt_expired',
    'in_response_to',
  ],
  [
    'of long ago',
    envelope(/(<samlp:Response [^>]*IssueInstant=")[^"]+/, `$1${minutes(-14)}`),
    'clock',
    'issue_instant',
  ],
  [
    'of the future',
    envelope(/(<samlp:Response [^>]*IssueInstant=")[^"]+/, `$1${minutes(4)}`),
    'clock',
    'issue_instant',
  ],
  ['that says it failed', envelope('status:Success', 'status:Responder'), 'provider_error', 'status'],
  ...sayings,
  [
    'that failed and succeeded',
    envelope(
      '<samlp:StatusCode ',
      '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Requester"/><samlp:StatusCode ',
    ),
    'refused',
    'status',
  ],
  [
    'that succeeds within a failure',
    envelope(
      /<samlp:StatusCode ([^>]+)\/>/,
      '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode $1/></samlp:StatusCode>',
    ),
    'provider_error',
    'status',
  ],
  ['without a status', envelope(/<samlp:Status>.*<\/samlp:Status>/, ''), 'refused', 'status'],
  ['of SAML 1.1', envelope(/(<samlp:Response [^>]*Version=")2.0/, '$11.1'), 'refused', 'one_response'],
];

describe('an answer is refused that comes in a Response', () => {
  it.each(envelopes)('%s', async (_title, make, failure, check) => {
    expect(await attack(attacked.app, attacked.kalmar, make)).toEqual(refused(failure, check));
  });
});
