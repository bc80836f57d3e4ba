import { languages } from '@mediecentral/translations';
import type { Services } from '../../../platform/services.ts';
import { type Words, wordsIn } from '../../../platform/words.ts';
import { getCentreDetails } from '../../organisation/index.ts';
import { requestedAttributes } from '../saml/attributes.ts';
import { escapeXml } from '../saml/escape-xml.ts';
import { readServiceKeys } from '../saml/service-keys.ts';
import { serviceAddresses } from '../saml/service-provider.ts';

const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
/** So that new keys are known everywhere within a working day, and a provider asks for them twice a day. */
const readAgainAfter = 'PT12H';
const words: Words[] = languages.map((language) => wordsIn(language));

/** One element for every language. */
const inEach = (name: string, text: (inLanguage: Words) => string) =>
  words.map((each) => `<${name} xml:lang="${each.language}">${escapeXml(text(each))}</${name}>`).join('');

/**
 * Our metadata (SAML 2.0 metadata, and its extensions for login and discovery interfaces), in the order that its
 * schema wants: keys old and new, where answers and logouts go, what is asked for, who we are and whom to ask.
 */
export async function serviceMetadata(services: Services): Promise<string> {
  const { config } = services;
  const { entityId, consumer, logout } = serviceAddresses(config);
  const centre = await getCentreDetails(services);
  const keys = await readServiceKeys(config.dataDirectory);
  const named = { product: centre.product, centre: centre.name };
  const name = inEach('mdui:DisplayName', (t) => t('login.service.name', named));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"',
    ` xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" entityID="${escapeXml(entityId)}" cacheDuration="${readAgainAfter}">`,
    '<md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true"',
    ' protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">',
    '<md:Extensions><mdui:UIInfo>',
    name,
    inEach('mdui:Description', (t) => t('login.service.description', named)),
    `<mdui:Logo height="64" width="64">${escapeXml(config.publicUrl)}/icon.svg</mdui:Logo>`,
    inEach('mdui:InformationURL', () => config.publicUrl),
    inEach('mdui:PrivacyStatementURL', () => `${config.publicUrl}/personuppgifter`),
    '</mdui:UIInfo></md:Extensions>',
    ...keys.signing.map(({ certificate }) => keyDescriptor('signing', certificate)),
    ...keys.encryption.map(({ certificate }) => keyDescriptor('encryption', certificate)),
    ...[redirect, post].map(
      (binding) => `<md:SingleLogoutService Binding="${binding}" Location="${escapeXml(logout)}"/>`,
    ),
    '<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>',
    `<md:AssertionConsumerService Binding="${post}" Location="${escapeXml(consumer)}" index="0" isDefault="true"/>`,
    '<md:AttributeConsumingService index="0" isDefault="true">',
    inEach('md:ServiceName', (t) => t('login.service.name', named)),
    inEach('md:ServiceDescription', (t) => t('login.service.description', named)),
    ...requestedAttributes.map(
      ({ oid, friendlyName, required }) =>
        `<md:RequestedAttribute Name="urn:oid:${oid}" FriendlyName="${friendlyName}"` +
        ` NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" isRequired="${required}"/>`,
    ),
    '</md:AttributeConsumingService></md:SPSSODescriptor>',
    '<md:Organization>',
    inEach('md:OrganizationName', () => centre.name),
    inEach('md:OrganizationDisplayName', () => centre.name),
    inEach('md:OrganizationURL', () => config.publicUrl),
    '</md:Organization>',
    // Until the centre has said how it is reached, there is nobody to name.
    ...(centre.email ? ['technical', 'support', 'administrative'] : []).map(
      (kind) =>
        `<md:ContactPerson contactType="${kind}"><md:Company>${escapeXml(centre.name)}</md:Company>` +
        `<md:GivenName>${escapeXml(centre.name)}</md:GivenName>` +
        `<md:EmailAddress>mailto:${escapeXml(centre.email)}</md:EmailAddress>` +
        `${centre.phone ? `<md:TelephoneNumber>${escapeXml(centre.phone)}</md:TelephoneNumber>` : ''}</md:ContactPerson>`,
    ),
    '</md:EntityDescriptor>\n',
  ].join('');
}

/** Ways to encrypt that are read here: without them, many providers choose one that is refused. */
const encryptionMethods = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
].map((algorithm) => `<md:EncryptionMethod Algorithm="${algorithm}"/>`);

function keyDescriptor(use: 'signing' | 'encryption', certificate: string): string {
  const base64 = certificate.replaceAll(/-----[^-]+-----|\s/g, '');
  return (
    `<md:KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${base64}` +
    `</ds:X509Certificate></ds:X509Data></ds:KeyInfo>${use === 'encryption' ? encryptionMethods.join('') : ''}` +
    '</md:KeyDescriptor>'
  );
}
