import { randomBytes } from 'node:crypto';
import type { KeyPair } from '@mediecentral/certificate';
import samlify from 'samlify';
import { attributesOf, type Person } from './person.ts';

export type ServiceProvider = { entityId: string; assertionConsumerService: string };

export type LoginRequest = { id: string; issuer: string; assertionConsumerService: string | undefined };

export type ResponseOptions = {
  entityId: string;
  ssoUrl: string;
  keys: KeyPair;
  serviceProvider: ServiceProvider;
  now: () => Date;
};

const minute = 60_000;
const binding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

// samlify wants a validator of the schema; requests come from our own application, and its guard is what is tested.
samlify.setSchemaValidator({ validate: async () => 'not validated' });

function parties({ entityId, ssoUrl, keys, serviceProvider }: ResponseOptions) {
  const identityProvider = samlify.IdentityProvider({
    entityID: entityId,
    privateKey: keys.privateKey,
    signingCert: keys.certificate,
    requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    singleSignOnService: [{ Binding: redirect, Location: ssoUrl }],
    // There is no session here to end; samlify warns where no address is given.
    singleLogoutService: [{ Binding: redirect, Location: ssoUrl }],
    nameIDFormat: ['urn:oasis:names:tc:SAML:2.0:nameid-format:transient'],
  });
  const application = samlify.ServiceProvider({
    entityID: serviceProvider.entityId,
    wantAssertionsSigned: true,
    assertionConsumerService: [{ Binding: binding, Location: serviceProvider.assertionConsumerService }],
  });
  return { identityProvider, application };
}

/**
 * Reads an AuthnRequest of the HTTP-Redirect binding.
 * @throws when it is none, or not from the application that this provider serves
 */
export async function readLoginRequest(samlRequest: string, options: ResponseOptions): Promise<LoginRequest> {
  const { identityProvider, application } = parties(options);
  const { extract } = await identityProvider.parseLoginRequest(application, 'redirect', {
    query: { SAMLRequest: samlRequest },
  });
  const { request, issuer } = extract as {
    request?: { id?: string; assertionConsumerServiceUrl?: string };
    issuer?: string;
  };
  if (!request?.id || issuer !== options.serviceProvider.entityId)
    throw new Error('This is not a login request of the application');
  return { id: request.id, issuer, assertionConsumerService: request.assertionConsumerServiceUrl };
}

/** The signed answer to a login request, in base64 for the HTTP-POST binding. */
export async function answerLoginRequest(
  requestId: string,
  person: Person,
  options: ResponseOptions,
): Promise<string> {
  const { identityProvider, application } = parties(options);
  const response = await identityProvider.createLoginResponse(
    application,
    { extract: { request: { id: requestId } } },
    'post',
    {},
    {
      customTagReplacement: () => ({
        id: newId(),
        context: responseXml(requestId, person, options),
      }),
    },
  );
  return response.context;
}

const nameOf = ({ nameId }: Person) => {
  const format = nameId ? '1.1:nameid-format:unspecified' : '2.0:nameid-format:transient';
  return `<saml:NameID Format="urn:oasis:names:tc:SAML:${format}">${escape(nameId ?? newId())}</saml:NameID>`;
};

const newId = () => `_${randomBytes(20).toString('hex')}`;

function responseXml(requestId: string, person: Person, options: ResponseOptions): string {
  const { entityId, serviceProvider, now } = options;
  const instant = (minutes: number) => new Date(now().getTime() + minutes * minute).toISOString();
  const consumer = escape(serviceProvider.assertionConsumerService);
  const issuer = `<saml:Issuer>${escape(entityId)}</saml:Issuer>`;
  const attributes = attributesOf(person).map(
    ({ name, friendlyName, values }) =>
      `<saml:Attribute Name="${name}" FriendlyName="${friendlyName}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">` +
      `${values.map((value) => `<saml:AttributeValue>${escape(value)}</saml:AttributeValue>`).join('')}</saml:Attribute>`,
  );
  return [
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
    ` ID="${newId()}" Version="2.0" IssueInstant="${instant(0)}" Destination="${consumer}" InResponseTo="${escape(requestId)}">`,
    issuer,
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>',
    `<saml:Assertion ID="${newId()}" Version="2.0" IssueInstant="${instant(0)}">`,
    issuer,
    '<saml:Subject>',
    nameOf(person),
    '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">',
    `<saml:SubjectConfirmationData InResponseTo="${escape(requestId)}" NotOnOrAfter="${instant(5)}" Recipient="${consumer}"/>`,
    '</saml:SubjectConfirmation></saml:Subject>',
    `<saml:Conditions NotBefore="${instant(-1)}" NotOnOrAfter="${instant(5)}">`,
    `<saml:AudienceRestriction><saml:Audience>${escape(serviceProvider.entityId)}</saml:Audience></saml:AudienceRestriction>`,
    '</saml:Conditions>',
    `<saml:AuthnStatement AuthnInstant="${instant(0)}" SessionIndex="${newId()}">`,
    '<saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext>',
    '</saml:AuthnStatement>',
    `<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement>`,
    '</saml:Assertion></samlp:Response>',
  ].join('');
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and attribute values, in XML and HTML alike. */
export const escape = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
