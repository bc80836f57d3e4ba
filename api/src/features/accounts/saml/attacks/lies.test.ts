import { attackedApp } from '../../../../testing/attacked-app.ts';
import { attack, type Attack, refused, swap } from '../../../../testing/saml-attack.ts';

const attacked = attackedApp();

const minutes = (number: number) => new Date(Date.now() + number * 60_000).toISOString();

/** A claim that the provider itself has signed. */
const claiming =
  (...changes: [what: string | RegExp, by: string][]): Attack =>
  ({ unsigned, sign }) =>
    sign(changes.reduce((xml, [what, by]) => swap(xml, what, by), unsigned));
const affiliation = (value: string) => claiming(['employee@kalmar.se', value]);
const name = (value: string) => claiming(['maja@kalmar.se', value]);
const other = 'https://other.example';
const conditions = /<saml:Conditions .*<\/saml:Conditions>/;
const confirmation = /<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/;

const lies: [string, Attack, string, string][] = [
  [
    'for another audience',
    claiming([/<saml:Audience>[^<]+/, `<saml:Audience>${other}`]),
    'refused',
    'audience',
  ],
  [
    'for an audience that begins like ours',
    claiming([/<saml:Audience>[^<]+/, '$&/evil']),
    'refused',
    'audience',
  ],
  [
    'for an audience in other letters',
    claiming([/<saml:Audience>[^<]+/, '<saml:Audience>HTTP://LOCALHOST:3000/saml/metadata']),
    'refused',
    'audience',
  ],
  [
    'for no audience',
    claiming([/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/, '']),
    'refused',
    'audience',
  ],
  [
    'for an empty restriction beside ours',
    claiming(['</saml:Conditions>', '<saml:AudienceRestriction/></saml:Conditions>']),
    'refused',
    'audience',
  ],
  [
    'for ours and, in a second restriction, another',
    claiming([
      '</saml:Conditions>',
      `<saml:AudienceRestriction><saml:Audience>${other}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
    ]),
    'refused',
    'audience',
  ],
  [
    'for an audience of elements',
    claiming([/<saml:Audience>([^<]+)/, '<saml:Audience><b>$1</b>']),
    'refused',
    'audience',
  ],
  ['without conditions', claiming([conditions, '']), 'refused', 'conditions'],
  ['with conditions twice', claiming([conditions, '$&$&']), 'refused', 'conditions'],
  [
    'with conditions for ever',
    claiming([/(<saml:Conditions [^>]*) NotOnOrAfter="[^"]+"/, '$1']),
    'refused',
    'conditions',
  ],
  [
    'with conditions that end before they begin',
    claiming([/(<saml:Conditions )[^>]*/, `$1NotBefore="${minutes(1)}" NotOnOrAfter="${minutes(-1)}"`]),
    'refused',
    'conditions',
  ],
  [
    'with conditions until no time',
    claiming([/(<saml:Conditions [^>]*NotOnOrAfter=")[^"]+/, '$1tomorrow']),
    'refused',
    'conditions',
  ],
  [
    'with conditions from an empty time',
    claiming([/(<saml:Conditions NotBefore=")[^"]+/, '$1']),
    'refused',
    'conditions',
  ],
  [
    'with a condition of nobody’s',
    claiming(['</saml:Conditions>', '<saml:Condition/></saml:Conditions>']),
    'refused',
    'conditions',
  ],
  [
    'with conditions that are over',
    claiming(
      [/(<saml:Conditions [^>]*NotOnOrAfter=")[^"]+/, `$1${minutes(-4)}`],
      [/NotBefore="[^"]+"/, `NotBefore="${minutes(-9)}"`],
    ),
    'clock',
    'conditions',
  ],
  [
    'with conditions that have not begun',
    claiming([/(<saml:Conditions NotBefore=")[^"]+/, `$1${minutes(4)}`]),
    'clock',
    'conditions',
  ],
  ['without a subject', claiming([/<saml:Subject>.*<\/saml:Subject>/, '']), 'refused', 'subject'],
  ['with two subjects', claiming([/<saml:Subject>.*<\/saml:Subject>/, '$&$&']), 'refused', 'subject'],
  ['without a confirmation', claiming([confirmation, '']), 'refused', 'confirmation'],
  ['with two confirmations', claiming([confirmation, '$&$&']), 'refused', 'confirmation'],
  ['confirmed by holding a key', claiming(['cm:bearer', 'cm:holder-of-key']), 'refused', 'confirmation'],
  ['confirmed by vouching', claiming(['cm:bearer', 'cm:sender-vouches']), 'refused', 'confirmation'],
  ['confirmed by nothing', claiming([/<saml:SubjectConfirmationData [^>]+>/, '']), 'refused', 'confirmation'],
  [
    'confirmed for ever',
    claiming([/(<saml:SubjectConfirmationData [^>]*) NotOnOrAfter="[^"]+"/, '$1']),
    'refused',
    'confirmation',
  ],
  [
    'confirmed until a time that is over',
    claiming([/(<saml:SubjectConfirmationData [^>]*NotOnOrAfter=")[^"]+/, `$1${minutes(-4)}`]),
    'clock',
    'confirmation',
  ],
  [
    'confirmed from later on',
    claiming(['<saml:SubjectConfirmationData', `<saml:SubjectConfirmationData NotBefore="${minutes(4)}"`]),
    'clock',
    'confirmation',
  ],
  ['to another recipient', claiming([/Recipient="[^"]+"/, `Recipient="${other}"`]), 'refused', 'recipient'],
  [
    'to a recipient of our host',
    claiming([/Recipient="[^"]+"/, 'Recipient="http://localhost:3000/"']),
    'refused',
    'recipient',
  ],
  ['to no recipient', claiming([/ Recipient="[^"]+"/, '']), 'refused', 'recipient'],
  [
    'confirmed for another request',
    claiming([/(Data InResponseTo="_)[0-9a-f]{4}/, '$10000']),
    'refused',
    'in_response_to',
  ],
  ['confirmed for no request', claiming([/(Data) InResponseTo="[^"]+"/, '$1']), 'refused', 'in_response_to'],
  [
    'from another issuer',
    claiming([/(<saml:Assertion [^>]+><saml:Issuer>)[^<]+/, `$1${other}`]),
    'refused',
    'issuer',
  ],
  [
    'from an issuer that begins like the provider',
    claiming([/(<saml:Assertion [^>]+><saml:Issuer>[^<]+)/, '$1/evil']),
    'refused',
    'issuer',
  ],
  [
    'issued in the future',
    claiming([/(<saml:Assertion [^>]*IssueInstant=")[^"]+/, `$1${minutes(4)}`]),
    'clock',
    'issue_instant',
  ],
  [
    'issued long ago',
    claiming([/(<saml:Assertion [^>]*IssueInstant=")[^"]+/, `$1${minutes(-14)}`]),
    'clock',
    'issue_instant',
  ],
  [
    'without an ID',
    ({ unsigned, signResponse }) => signResponse(swap(unsigned, /(<saml:Assertion .*?) ID="[^"]+"/, '$1')),
    'refused',
    'assertion',
  ],
  ['of SAML 1.1', claiming([/(<saml:Assertion [^>]*Version=")2.0/, '$11.1']), 'refused', 'assertion'],
  ['without a login', claiming([/<saml:AuthnStatement [^>]+>/, '']), 'refused', 'authn_statement'],
  [
    'of a login in the future',
    claiming([/(AuthnInstant=")[^"]+/, `$1${minutes(4)}`]),
    'clock',
    'authn_statement',
  ],
  [
    'of a session that is over',
    claiming(['<saml:AuthnStatement', `<saml:AuthnStatement SessionNotOnOrAfter="${minutes(-4)}"`]),
    'clock',
    'authn_statement',
  ],
  [
    'of a second session that is over',
    claiming([
      /<saml:AuthnStatement [^>]+>/,
      `$&<saml:AuthnStatement AuthnInstant="${minutes(0)}" SessionNotOnOrAfter="${minutes(-4)}"/>`,
    ]),
    'clock',
    'authn_statement',
  ],
  [
    'about nobody',
    claiming([/<saml:Attribute [^>]*1\.1\.1\.6".*?<\/saml:Attribute>/, '']),
    'no_eppn',
    'eppn',
  ],
  [
    'about two people',
    name('maja@kalmar.se</saml:AttributeValue><saml:AttributeValue>rektor@kalmar.se'),
    'no_eppn',
    'eppn',
  ],
  [
    'about two people in two attributes',
    claiming([/<saml:Attribute [^>]*1\.1\.1\.6".*?<\/saml:Attribute>/, '$&$&']),
    'no_eppn',
    'eppn',
  ],
  ['about a name without a scope', name('maja'), 'no_eppn', 'eppn'],
  ['about a name with two scopes', name('maja@other.se@kalmar.se'), 'no_eppn', 'eppn'],
  ['about a name of elements', name('<b>maja@kalmar.se</b>'), 'no_eppn', 'eppn'],
  ['about a name that looks like another', name('maja@\u212Aalmar.se'), 'no_eppn', 'eppn'],
  ['about a name with a sign that is not seen', name('ma\u200Bja@kalmar.se'), 'no_eppn', 'eppn'],
  ['about somebody of another scope', name('maja@nybro.se'), 'wrong_scope', 'eppn'],
  ['about somebody of a scope below', name('maja@skola.kalmar.se'), 'wrong_scope', 'eppn'],
  ['about somebody of a scope that ends alike', name('maja@evilkalmar.se'), 'wrong_scope', 'eppn'],
  ['about somebody of a scope with a dot behind', name('maja@kalmar.se.'), 'wrong_scope', 'eppn'],
  ['about an employee of another scope', affiliation('employee@nybro.se'), 'wrong_scope', 'affiliation'],
  ['about an employee of no scope', affiliation('employee'), 'wrong_scope', 'affiliation'],
  [
    'about an employee here and elsewhere',
    affiliation('employee@kalmar.se</saml:AttributeValue><saml:AttributeValue>employee@nybro.se'),
    'wrong_scope',
    'affiliation',
  ],
];

describe('an answer is refused that is', () => {
  it.each(lies)('%s', async (_title, make, failure, check) => {
    expect(await attack(attacked.app, attacked.kalmar, make)).toEqual(refused(failure, check));
  });
});
