import { attackedApp } from '../../../../testing/attacked-app.ts';
import {
  assertionIn,
  attack,
  type Attack,
  forgedFrom,
  refused,
  signatureIn,
  swap,
} from '../../../../testing/saml-attack.ts';

const attacked = attackedApp();

/** Puts something in the place of the signed assertion. */
const instead =
  (arrange: (signed: string, forged: string, signature: string) => string): Attack =>
  ({ assertion }) => {
    const original = assertionIn(assertion);
    return swap(assertion, original, arrange(original, forgedFrom(original), signatureIn(original)));
  };
const bare = (signed: string, signature: string) => signed.replace(signature, '');
const inside = (outer: string, what: string) => swap(outer, '<saml:Conditions', `${what}<saml:Conditions`);

/** Puts a signed Response somewhere around, beside or in a forged one. */
const around =
  (arrange: (signed: string, forged: string, signature: string) => string): Attack =>
  ({ response }) => {
    const signature = signatureIn(response);
    const forged = swap(bare(response, signature), 'maja@', 'rektor@').replace(
      / ID="[^"]+"/,
      ' ID="_forged"',
    );
    return arrange(response, forged, signature);
  };
const inResponse = (outer: string, what: string) => swap(outer, '<samlp:Status>', `${what}<samlp:Status>`);
const inSignature = (signature: string, what: string) =>
  swap(signature, '</ds:Signature>', `<ds:Object>${what}</ds:Object></ds:Signature>`);
const extensions = (what: string) => `<samlp:Extensions>${what}</samlp:Extensions>`;
const advice = (what: string) => `<saml:Advice>${what}</saml:Advice>`;

const wrappings: [string, Attack, string][] = [
  [
    'XSW1: the signed Response in the signature of a forged one',
    around((signed, forged, signature) =>
      inResponse(forged, inSignature(signature, bare(signed, signature))),
    ),
    'one_response',
  ],
  [
    'XSW2: the signed Response beside its signature',
    around((signed, forged, signature) => inResponse(forged, `${bare(signed, signature)}${signature}`)),
    'one_response',
  ],
  [
    'XSW3: a forged assertion before the signed one',
    instead((signed, forged) => `${forged}${signed}`),
    'one_assertion',
  ],
  [
    'XSW3 turned round: a forged assertion after the signed one',
    instead((signed, forged) => `${signed}${forged}`),
    'one_assertion',
  ],
  [
    'XSW4: the signed assertion in a forged one',
    instead((signed, forged) => inside(forged, signed)),
    'one_assertion',
  ],
  [
    'XSW5: the signature in a forged assertion, the signed one behind it',
    instead((signed, forged, signature) => `${inside(forged, signature)}${bare(signed, signature)}`),
    'one_assertion',
  ],
  [
    'XSW6: the signed assertion in the signature of a forged one',
    instead((signed, forged, signature) =>
      inside(forged, swap(signature, '</ds:Signature>', `${bare(signed, signature)}</ds:Signature>`)),
    ),
    'one_assertion',
  ],
  [
    'XSW7: a forged assertion in extensions before the signed one',
    instead((signed, forged) => `${extensions(forged)}${signed}`),
    'one_assertion',
  ],
  [
    'XSW8: the signed assertion in an object of the signature',
    instead((signed, forged, signature) => inside(forged, inSignature(signature, bare(signed, signature)))),
    'one_assertion',
  ],
  [
    'the signed assertion in extensions, a forged one in its place',
    instead((signed, forged) => `${extensions(signed)}${forged}`),
    'one_assertion',
  ],
  ['the signed assertion in extensions alone', instead((signed) => extensions(signed)), 'one_assertion'],
  [
    'the signed assertion in the advice of a forged one',
    instead((signed, forged) => inside(forged, advice(signed))),
    'one_assertion',
  ],
  [
    'a forged assertion in the advice of the signed one',
    instead((signed, forged) => inside(signed, advice(forged))),
    'one_assertion',
  ],
  [
    'the signed assertion in an attribute of a forged one',
    instead((signed, forged) => swap(forged, '<saml:AttributeValue>', `<saml:AttributeValue>${signed}`)),
    'one_assertion',
  ],
  [
    'the signed assertion in the confirmation of a forged one',
    instead((signed, forged) =>
      swap(forged, '<saml:SubjectConfirmationData', `${signed}<saml:SubjectConfirmationData`),
    ),
    'one_assertion',
  ],
  [
    'the signed assertion in the status',
    ({ assertion }) =>
      swap(
        swap(assertion, assertionIn(assertion), forgedFrom(assertionIn(assertion))),
        '</samlp:Status>',
        `<samlp:StatusDetail>${assertionIn(assertion)}</samlp:StatusDetail></samlp:Status>`,
      ),
    'one_assertion',
  ],
  [
    'the signed assertion in an EncryptedAssertion beside a forged one',
    instead((signed, forged) => `${forged}<saml:EncryptedAssertion>${signed}</saml:EncryptedAssertion>`),
    'one_assertion',
  ],
  [
    'a forged assertion in a foreign element beside the signed one',
    instead((signed, forged) => `<x xmlns="urn:x">${forged}</x>${signed}`),
    'one_assertion',
  ],
  [
    'a forged assertion of another namespace before the signed one',
    instead((signed, forged) => `${swap(forged, 'urn:oasis:names:tc:SAML:2.0:assertion', 'urn:x')}${signed}`),
    'one_assertion',
  ],
  [
    'a forged assertion of SAML 1.1 before the signed one',
    instead((signed, forged) => `${swap(forged, 'SAML:2.0:assertion', 'SAML:1.0:assertion')}${signed}`),
    'one_assertion',
  ],
  [
    'a forged assertion under the signature of the signed one, which is gone',
    instead((_signed, forged, signature) => inside(forged, signature)),
    'signature_reference',
  ],
  [
    'a forged assertion with the ID of the signed one',
    instead((signed, forged, signature) =>
      inside(swap(forged, 'ID="_forged"', / ID="[^"]+"/.exec(signed)?.[0].trim() ?? ''), signature),
    ),
    'signature',
  ],
  [
    'the signature of the assertion at the Response',
    instead((signed, _forged, signature) => bare(signed, signature)),
    'signature',
  ],
  [
    'the signature of the assertion moved up to the Response',
    ({ assertion }) => {
      const signature = signatureIn(assertion);
      return inResponse(bare(assertion, signature), signature);
    },
    'signature_reference',
  ],
  [
    'the signature of the Response moved down to the assertion',
    ({ response }) => {
      const signature = signatureIn(response);
      return inside(bare(response, signature), signature);
    },
    'signature_reference',
  ],
  [
    'a signature in the subject',
    ({ assertion }) => {
      const signature = signatureIn(assertion);
      return swap(bare(assertion, signature), '<saml:Subject>', `<saml:Subject>${signature}`);
    },
    'signature_place',
  ],
  [
    'a signature in a signature',
    ({ assertion }) => swap(assertion, '</ds:Signature>', `${signatureIn(assertion)}</ds:Signature>`),
    'signature_reference',
  ],
  [
    'two signatures of one assertion',
    ({ assertion }) => swap(assertion, signatureIn(assertion), signatureIn(assertion).repeat(2)),
    'signature_place',
  ],
  [
    'a forged Response around the signed one',
    around((signed, forged) => inResponse(forged, signed)),
    'one_response',
  ],
  [
    'the signed Response around a forged one',
    around((signed, forged) => inResponse(signed, forged)),
    'one_response',
  ],
  [
    'the signed Response in the extensions of a forged one',
    around((signed, forged) => inResponse(forged, extensions(signed))),
    'one_response',
  ],
  [
    'the signed Response in its assertion, forged',
    around((signed, forged) => inside(forged, advice(signed))),
    'one_response',
  ],
  ['two Responses, one after the other', around((signed, forged) => `${forged}${signed}`), 'well_formed'],
  [
    'a forged assertion in a signed Response, beside its own',
    around((signed) =>
      swap(signed, assertionIn(signed), `${forgedFrom(assertionIn(signed))}${assertionIn(signed)}`),
    ),
    'one_assertion',
  ],
  [
    'a forged assertion in a signed Response, in the place of its own',
    around((signed) => swap(signed, assertionIn(signed), forgedFrom(assertionIn(signed)))),
    'signature',
  ],
  [
    'an element that is there twice by its ID',
    ({ assertion }) =>
      swap(assertion, '<samlp:Status>', `<samlp:Status ${/ ID="[^"]+"/.exec(assertionIn(assertion))?.[0]}>`),
    'unique_ids',
  ],
  [
    'an ID twice as Id',
    ({ assertion }) =>
      swap(
        assertion,
        '<samlp:Status>',
        `<samlp:Status ${/ ID="[^"]+"/.exec(assertionIn(assertion))?.[0].replace('ID', 'Id')}>`,
      ),
    'unique_ids',
  ],
  [
    'an ID twice as xml:id',
    ({ assertion }) =>
      swap(
        assertion,
        '<samlp:Status>',
        `<samlp:Status ${/ ID="[^"]+"/.exec(assertionIn(assertion))?.[0].replace('ID', 'xml:id')}>`,
      ),
    'unique_ids',
  ],
  [
    'an ID twice in another namespace',
    ({ assertion }) =>
      swap(
        assertion,
        '<samlp:Status>',
        `<samlp:Status xmlns:x="urn:x" ${/ ID="[^"]+"/.exec(assertionIn(assertion))?.[0].replace('ID', 'x:ID')}>`,
      ),
    'unique_ids',
  ],
  [
    'an assertion whose ID is in another namespace',
    instead((signed, forged, signature) =>
      inside(
        swap(forged, ' ID="_forged"', ` xmlns:x="urn:x" x:${/ID="[^"]+"/.exec(signed)?.[0]}`),
        signature,
      ),
    ),
    'signature_reference',
  ],
  [
    'an ID on an attribute of the signed assertion',
    ({ assertion }) => swap(assertion, '<saml:Attribute ', '<saml:Attribute Id="_x" '),
    'signature',
  ],
];

describe('a wrapped answer is refused', () => {
  it.each(wrappings)('%s', async (_title, make, check) => {
    expect(await attack(attacked.app, attacked.kalmar, make)).toEqual(refused('refused', check));
  });
});
