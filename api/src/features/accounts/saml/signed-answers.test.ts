import { makeKeyPair, startDevelopmentProvider } from '@mediecentral/dev-idp';
import {
  type Answer,
  askProvider,
  type Change,
  openBrowser,
  postAnswer,
  refusalAt,
  refusalOf,
  replacing,
} from '../../../testing/login-in-steps.ts';
import type { TestApp } from '../../../testing/sign-in.ts';
import { openTestApp } from '../../../testing/test-app.ts';
import { registerProvider } from '../index.ts';

const eppnOid = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.6';
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterEach(async () => {
  (await app.provider()).alterAnswers();
});
afterAll(() => app.close());

describe('an answer that the provider has signed is refused', () => {
  const past = '2020-01-01T00:00:00.000Z';
  const future = '2099-01-01T00:00:00.000Z';
  it.each<[string, Change, string, string]>([
    [
      'for another address',
      replacing(/Destination="[^"]+"/, 'Destination="https://other.example/acs"'),
      'refused',
      'destination',
    ],
    ['without an address', replacing(/ Destination="[^"]+"/, ''), 'refused', 'destination'],
    [
      'to another recipient',
      replacing(/Recipient="[^"]+"/, 'Recipient="https://other.example/acs"'),
      'refused',
      'recipient',
    ],
    [
      'for another audience',
      replacing(/<saml:Audience>[^<]+/, '<saml:Audience>https://other.example'),
      'refused',
      'audience',
    ],
    [
      'for no audience',
      replacing(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/, ''),
      'refused',
      'audience',
    ],
    [
      'from another issuer',
      replacing(/(<samlp:Response [^>]*>)<saml:Issuer>[^<]+/, '$1<saml:Issuer>urn:other'),
      'refused',
      'issuer',
    ],
    [
      'about an assertion of another issuer',
      replacing(/(<saml:Assertion [^>]*>)<saml:Issuer>[^<]+/, '$1<saml:Issuer>urn:other'),
      'refused',
      'issuer',
    ],
    [
      'to nothing that was asked',
      replacing(/ InResponseTo="[^"]+"/, ''),
      'attempt_expired',
      'in_response_to',
    ],
    [
      'to what somebody else asked',
      replacing(/(SubjectConfirmationData InResponseTo=")[^"]+/, `$1_${'0'.repeat(40)}`),
      'refused',
      'in_response_to',
    ],
    [
      'issued long ago',
      replacing(/(<saml:Assertion [^>]*IssueInstant=")[^"]+/, `$1${past}`),
      'clock',
      'issue_instant',
    ],
    [
      'issued in the future',
      replacing(/(<saml:Assertion [^>]*IssueInstant=")[^"]+/, `$1${future}`),
      'clock',
      'issue_instant',
    ],
    [
      'issued at no time',
      replacing(/(<saml:Assertion [^>]*IssueInstant=")[^"]+/, '$1yesterday'),
      'refused',
      'issue_instant',
    ],
    [
      'too late',
      replacing(/(<saml:Conditions [^>]*NotOnOrAfter=")[^"]+/, `$1${past}`),
      'clock',
      'conditions',
    ],
    ['too early', replacing(/(<saml:Conditions NotBefore=")[^"]+/, `$1${future}`), 'clock', 'conditions'],
    [
      'confirmed too late',
      replacing(/(SubjectConfirmationData [^>]*NotOnOrAfter=")[^"]+/, `$1${past}`),
      'clock',
      'confirmation',
    ],
    [
      'confirmed for ever',
      replacing(/(SubjectConfirmationData [^>]*) NotOnOrAfter="[^"]+"/, '$1'),
      'refused',
      'confirmation',
    ],
    ['confirmed by a key', replacing('cm:bearer', 'cm:holder-of-key'), 'refused', 'confirmation'],
    [
      'with two sets of conditions',
      replacing('<saml:AuthnStatement', '<saml:Conditions/><saml:AuthnStatement'),
      'refused',
      'conditions',
    ],
    [
      'with a condition that nobody knows',
      replacing('</saml:Conditions>', '<saml:Condition/></saml:Conditions>'),
      'refused',
      'conditions',
    ],
    [
      'without a login',
      replacing(/<saml:AuthnStatement.*<\/saml:AuthnStatement>/, ''),
      'refused',
      'authn_statement',
    ],
    [
      'of a session that is over',
      replacing('<saml:AuthnStatement ', `<saml:AuthnStatement SessionNotOnOrAfter="${past}" `),
      'clock',
      'authn_statement',
    ],
    ['that says that it failed', replacing('status:Success', 'status:Responder'), 'provider_error', 'status'],
    ['of an older version', replacing('Version="2.0"', 'Version="1.1"'), 'refused', 'one_response'],
    [
      'without a name',
      replacing(new RegExp(`<saml:Attribute Name="${eppnOid}".*?</saml:Attribute>`), ''),
      'no_eppn',
      'eppn',
    ],
    [
      'with two names',
      replacing(
        new RegExp(`(<saml:Attribute Name="${eppnOid}"[^>]*>)`),
        '$1<saml:AttributeValue>other@development.invalid</saml:AttributeValue>',
      ),
      'no_eppn',
      'eppn',
    ],
    [
      'with a name that is none',
      replacing(new RegExp(`(${eppnOid}".*?AttributeValue>)[^<]+`), '$1nobody'),
      'no_eppn',
      'eppn',
    ],
    [
      'with a name of another’s scope',
      replacing(new RegExp(`(${eppnOid}".*?AttributeValue>)[^<]+`), '$1maja@kalmar.se'),
      'wrong_scope',
      'eppn',
    ],
    [
      'with a scope that only ends like the provider’s',
      replacing(new RegExp(`(${eppnOid}".*?AttributeValue>)[^<]+`), '$1maja@evil-development.invalid'),
      'wrong_scope',
      'eppn',
    ],
    [
      'with another’s affiliation',
      replacing('employee@development.invalid', 'employee@kalmar.se'),
      'wrong_scope',
      'affiliation',
    ],
  ])('%s', async (_title, signed, failure, check) => {
    expect(await refusalOf(app, { signed })).toEqual({ failure, check, loggedIn: false });
  });

  it('with an assertion that has been used before', async () => {
    (await app.provider()).alterAnswers(
      replacing(/<saml:Assertion ID="[^"]+"/, '<saml:Assertion ID="_the-same"'),
    );
    const browser = openBrowser(app);
    expect((await postAnswer(browser, await askProvider(app, browser))).pathname).toBe('/');
    const again = openBrowser(app);
    const page = await postAnswer(again, await askProvider(app, again));
    expect(refusalAt(app, page)).toEqual({ failure: 'refused', check: 'replay' });
  });

  it('with another key, or by another provider than the login began at', async () => {
    const entityId = 'http://localhost:3000/saml/metadata';
    const other = await startDevelopmentProvider({
      keys: makeKeyPair(),
      serviceProvider: { entityId, assertionConsumerService: 'http://localhost:3000/saml/acs' },
      people: [],
    });
    const genuine = await app.provider();
    // The genuine provider's entity id under the other one's address and key, so that the browser meets the other one.
    const registered = {
      key: 'other',
      name: 'Other',
      scopes: ['other.invalid'],
      rules: [],
      development: true,
    };
    await registerProvider(app.services, {
      ...registered,
      entityId: 'urn:other-provider',
      ssoUrl: other.ssoUrl,
      certificates: [genuine.certificate],
    });
    const person = {
      key: 'p',
      givenName: 'P',
      surname: 'Q',
      eppn: 'p@other.invalid',
      description: '',
      affiliations: [],
      schoolUnitCodes: [],
    };
    other.addPerson(person);
    const answerOf = async (alter?: Change): Promise<[ReturnType<typeof openBrowser>, Answer]> => {
      other.alterAnswers(alter);
      const browser = openBrowser(app);
      return [browser, await askProvider(app, browser, person, '/', 'other')];
    };
    const mixedUp = await answerOf();
    expect(refusalAt(app, await postAnswer(...mixedUp)).check).toBe('issuer');
    const wrongKey = await answerOf((xml) =>
      xml.replaceAll('urn:mediecentral:development-provider', 'urn:other-provider'),
    );
    expect(refusalAt(app, await postAnswer(...wrongKey)).check).toBe('signature');
    await other.close();
  });
});
