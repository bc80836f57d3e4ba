import { refuse } from './refuse.ts';

/** What stands between the brackets of a class in JavaScript, with the flag `v`. */
export type SetContent = string;

/** How letters are taken in a whole pattern. */
export interface Letters {
  /** `(*UCP)`: the classes are those of Unicode. */
  readonly unicode: boolean;
  /** Whatever their case. */
  readonly caseless: boolean;
}

const HORIZONTAL = '\\t\\x20\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';
const VERTICAL = '\\n-\\r\\x85\\u2028\\u2029';

interface Kinds {
  digit: SetContent;
  space: SetContent;
  word: SetContent;
}

const ASCII: Kinds = { digit: '0-9', space: '\\t-\\r\\x20', word: '0-9A-Za-z\\x5f' };
const UNICODE: Kinds = {
  digit: '\\p{Nd}',
  space: `\\p{Z}\\t-\\r\\x85\\u180e`,
  word: '\\p{L}\\p{N}\\x5f',
};

const POSIX: Readonly<Record<string, SetContent>> = {
  alpha: 'a-zA-Z',
  digit: ASCII.digit,
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ASCII.space,
  blank: '\\x20\\t',
  punct: '!-\\x2f:-@\\x5b-`\\x7b-~',
  xdigit: '0-9A-Fa-f',
  word: ASCII.word,
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-~',
  graph: '!-~',
  ascii: '\\x00-\\x7f',
};
/** What `(*UCP)` makes of some of them; of `print`, `graph` and `punct` it makes what JavaScript has no name for. */
const POSIX_UNICODE: Readonly<Record<string, SetContent | undefined>> = {
  ...POSIX,
  alpha: '\\p{L}',
  digit: UNICODE.digit,
  alnum: '\\p{L}\\p{N}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: UNICODE.space,
  blank: HORIZONTAL,
  word: UNICODE.word,
  cntrl: '\\p{Cc}',
  print: undefined,
  graph: undefined,
  punct: undefined,
};

/** `\d`, `\W` and their kin; undefined for another letter. */
export function shorthand(letter: string, { unicode }: Letters): SetContent | undefined {
  const kinds = unicode ? UNICODE : ASCII;
  switch (letter.toLowerCase()) {
    case 'd':
      return negated(letter, 'D', kinds.digit);
    case 's':
      return negated(letter, 'S', kinds.space);
    case 'w':
      return negated(letter, 'W', kinds.word);
    case 'h':
      return negated(letter, 'H', HORIZONTAL);
    case 'v':
      return negated(letter, 'V', VERTICAL);
    default:
      return undefined;
  }
}

function negated(letter: string, negative: string, set: SetContent): SetContent {
  return letter === negative ? `[^${set}]` : set;
}

/** `[:name:]` or `[:^name:]`. */
export function posixClass(name: string, not: boolean, { unicode }: Letters): SetContent {
  const table = unicode ? POSIX_UNICODE : POSIX;
  const set = Object.hasOwn(table, name) ? table[name] : refuse(`there is no class [:${name}:]`);
  if (set === undefined) return refuse(`[:${name}:] after (*UCP) is not supported here`);
  return not ? `[^${set}]` : set;
}

const NAMED_PROPERTIES: Readonly<Record<string, SetContent>> = {
  Any: '\\p{Any}',
  'L&': '\\p{LC}',
  Xan: '\\p{L}\\p{N}',
  Xwd: UNICODE.word,
  Xsp: UNICODE.space,
  Xps: UNICODE.space,
};

/** `\p{name}`: a general category, one of PCRE's own, or a script. */
export function property(written: string, negative: boolean, { caseless }: Letters): SetContent {
  const not = written.startsWith('^') !== negative;
  const name = written.replace(/^\^/, '');
  // To PCRE these are of one case whatever the option says, to JavaScript they are of any then.
  if (caseless && /^L[ult]$/.test(name)) refuse(`\\p{${name}} whatever the case is not supported here`);
  const set = NAMED_PROPERTIES[name] ?? category(name) ?? script(name) ?? refuse(`there is no \\p{${name}}`);
  return not ? `[^${set}]` : set;
}

function category(name: string): SetContent | undefined {
  return /^[A-Z][a-z]?$/.test(name) ? known(`\\p{gc=${name}}`) : undefined;
}

function script(name: string): SetContent | undefined {
  return /^\w+$/.test(name) ? known(`\\p{scx=${name}}`) : undefined;
}

function known(set: SetContent): SetContent | undefined {
  try {
    void new RegExp(`[${set}]`, 'v');
    return set;
  } catch {
    return undefined;
  }
}

/** A character inside a class. */
export function inSet(codePoint: number): SetContent {
  const character = String.fromCodePoint(codePoint);
  if (/[0-9A-Za-z]/.test(character)) return character;
  if (codePoint < 0x80) return `\\x${codePoint.toString(16).padStart(2, '0')}`;
  return `\\u{${codePoint.toString(16)}}`;
}
