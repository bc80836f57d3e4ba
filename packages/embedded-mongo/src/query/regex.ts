import { fail } from '../bson/command-error.ts';

/** A regular expression as it is stored: MongoDB's are PCRE's. */
export interface Pattern {
  source: string;
  options: string;
}

const MAX_LENGTH = 32_764;
/** PCRE's verbs, recursion, conditions, possessive quantifiers, atomic groups and `\K`: JavaScript has none. */
const BEYOND_JAVASCRIPT = /\(\*[A-Z]|\(\?(?:R|[0-9+]|\(|>|\||P[>=]|&)|(?<!\\)(?:[*+?}])\+|\\[KGRXCQEg]|\\k\{/;
const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
};

/**
 * A PCRE pattern as JavaScript's.
 * @throws CommandError 51108 for an unknown option, 51091 for a pattern that is wrong, or that JavaScript
 *   cannot express
 */
export function compileRegex({ source, options }: Pattern): RegExp {
  for (const option of options) {
    if (!'imsxu'.includes(option)) fail(51_108, `invalid flag in regex options: ${option}`);
  }
  if (source.includes('\0')) fail(51_091, 'Regular expression cannot contain an embedded null byte');
  if (source.length > MAX_LENGTH)
    fail(51_091, 'Regular expression is invalid: regular expression is too large');
  const leading = /^(?:\(\*(?:UTF8?|UCP)\))*/.exec(source)![0].length;
  let pattern = source.slice(leading);
  let flags = options;
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  if (inline) {
    flags += inline[1]!;
    pattern = pattern.slice(inline[0].length);
  }
  if (BEYOND_JAVASCRIPT.test(pattern)) {
    fail(
      51_091,
      `Regular expression is invalid: '${pattern}' uses a feature of PCRE that is not supported here`,
    );
  }
  if (flags.includes('x')) pattern = withoutSpace(pattern);
  return build(translate(pattern, flags), flags);
}

/** The text that every match of the pattern begins with; empty when there is none. */
export function literalPrefix({ source, options }: Pattern): string {
  if (options !== '' && options !== 's' && options !== 'u') return '';
  const match = /^(?:\^|\\A)((?:[\w \-/:;,@#%&=!"'<>~`]|[\u0080-\u{10ffff}]|\\[^\w])*)(.?)/su.exec(source);
  if (!match || source.includes('|')) return '';
  let [, prefix = '', next = ''] = match;
  // What a quantifier follows need not be there.
  if ('*?{'.includes(next) && next !== '') prefix = prefix.replace(/(?:\\[^\w]|[^])$/u, '');
  return prefix.replaceAll(/\\(.)/gsu, '$1');
}

function build(pattern: string, flags: string): RegExp {
  const kept = ['i', 'm', 's'].filter((flag) => flags.includes(flag)).join('');
  try {
    return new RegExp(pattern, `${kept}u`);
  } catch {
    // Without `u`, JavaScript takes escapes that mean nothing, as PCRE does.
    try {
      return new RegExp(pattern, kept);
    } catch (error) {
      return fail(51_091, `Regular expression is invalid: ${(error as Error).message}`);
    }
  }
}

/** Rewrites what PCRE writes in another way, or means in another way. */
function translate(pattern: string, flags: string): string {
  return pattern.replaceAll(TOKEN, (token) => {
    if (token.startsWith('[')) return translateClass(token);
    if (token.startsWith('\\')) return ESCAPES[token[1]!] ?? token;
    if (token === '(?P<') return '(?<';
    if (token.startsWith('(?#')) return '';
    if (token === '.') return flags.includes('s') ? token : '[^\\n]';
    // PCRE's `$` also matches before a line feed at the end.
    return flags.includes('m') ? token : ESCAPES['Z']!;
  });
}

const TOKEN = /\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|\(\?P<|\(\?#[^)]*\)|\.|\$/gsu;

function translateClass(token: string): string {
  return token
    .replace(/^(\[\^?)\]/, '$1\\]')
    .replaceAll(/\[:(\w+):\]/g, (text, name: string) => POSIX_CLASSES[name] ?? text);
}

const ESCAPES: Readonly<Record<string, string>> = {
  A: '(?<![^])',
  z: '(?![^])',
  Z: '(?=\\n?(?![^]))',
  h: '[ \\t\\u00a0]',
  H: '[^ \\t\\u00a0]',
  e: '\\x1b',
};

/** Takes out the white space and comments that the option `x` allows. */
function withoutSpace(pattern: string): string {
  return pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]|\s+|#[^\n]*/gsu, (text) =>
    text.startsWith('\\') || text.startsWith('[') ? text : '',
  );
}
