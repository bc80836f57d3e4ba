import { LoginRefusal } from './login-refusal.ts';

const declaration =
  /^<\?xml\s+version=(["'])1\.0\1(?:\s+encoding=(["'])utf-8\2)?(?:\s+standalone=(["'])(?:yes|no)\3)?\s*\?>/i;

export const withoutDeclaration = (xml: string): string => xml.replace(declaration, '');

const reference = /&#(?:x([0-9a-fA-F]+)|(\d+));/g;

/** XML 1.0, section 2.2. */
function isNoCharacter([, hexadecimal, decimal]: RegExpMatchArray): boolean {
  const code = hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16);
  const isControl = code < 0x20 && ![0x09, 0x0a, 0x0d].includes(code);
  return isControl || (code >= 0xd800 && code < 0xe000) || [0xfffe, 0xffff].includes(code) || code > 0x10ffff;
}

/** Several times what any provider sends: with more, parsing alone would keep the server busy. */
const mostTags = 4000;

/**
 * Only elements, attributes and text: a DTD can blow up or read files, and comments, CDATA and processing instructions
 * are read differently by different parsers, so that one verifies what another one does not see.
 * @throws LoginRefusal for anything else
 */
export function requirePlainXml(xml: string): void {
  const content = withoutDeclaration(xml);
  if (content.split('<').length > mostTags)
    throw new LoginRefusal('refused', 'size', `has more than ${mostTags} tags`);
  if (content.includes('<!')) throw new LoginRefusal('refused', 'plain_xml', 'has a DTD, a comment or CDATA');
  if (content.includes('<?')) throw new LoginRefusal('refused', 'plain_xml', 'has a processing instruction');
  // Without a DTD only the five of XML are defined.
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/.test(content))
    throw new LoginRefusal('refused', 'plain_xml', 'has an entity');
  if ([...content.matchAll(reference)].some(isNoCharacter))
    throw new LoginRefusal('refused', 'plain_xml', 'names a character that XML has not');
  if (content.includes('\0')) throw new LoginRefusal('refused', 'plain_xml', 'has a zero character');
}
