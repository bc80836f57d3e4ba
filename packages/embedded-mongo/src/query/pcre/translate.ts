import { property, shorthand, type Letters } from './character-sets.ts';
import { allBut, translateClass } from './class.ts';
import { characterEscape, propertyName } from './escape.ts';
import { Groups } from './groups.ts';
import { refuse } from './refuse.ts';
import { Source } from './source.ts';

/** What the options of a pattern say at one place in it. */
export interface Mode {
  readonly caseless: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly extended: boolean;
}

/** A piece of a pattern in JavaScript, with the flag `v`. */
interface Piece {
  text: string;
  /** Number of characters that it matches; undefined when that differs. */
  length: number | undefined;
  /** It is about a place in the text, which is not repeated. */
  isPlace?: true;
}

interface Alternatives extends Piece {
  lengths: (number | undefined)[];
}

/** Without the flag `m`, these are the whole text's. */
const START = '^';
const END = '$';
/** Any character; `[^]` is taken for an empty text by some engines. */
const ANY = '[\\0-\\u{10ffff}]';
const NOT_LINE_FEED = allBut('\\n');
/** What says nothing under the option `x`: white space of Unicode's patterns, and comments. */
const SPACED = /(?:[\t-\r \u0085\u200e\u200f\u2028\u2029]|#[^\n]*)+/y;
const QUANTIFIER = /[*+?]|\{(\d+)(,?)(\d*)\}/y;
const MOST_REPETITIONS = 65_535;
const MOST_PARENTHESES = 250;
const NOTHING: Piece = { text: '', length: 0 };

/** Translates a pattern of PCRE, piece by piece. */
export class Translator {
  readonly #source: Source;
  readonly #groups = new Groups();
  readonly #letters: Letters;
  #forgets = false;
  #mode: Mode;

  /** @param unicode `(*UCP)`: the classes are those of Unicode */
  constructor(text: string, mode: Mode, unicode: boolean) {
    this.#source = new Source(withoutQuotes(text));
    this.#mode = mode;
    this.#letters = { unicode, caseless: mode.caseless };
  }

  /**
   * Some group is repeated and need not take part each time: PCRE keeps what it caught before, JavaScript does not.
   * Known once the pattern is translated.
   */
  get forgets(): boolean {
    return this.#forgets;
  }

  /** @throws CommandError 51091 for what is wrong, and for what JavaScript cannot express */
  translate(): string {
    const { text } = this.#alternatives(0);
    if (!this.#source.ended) refuse('unmatched closing parenthesis');
    return text;
  }

  #alternatives(depth: number): Alternatives {
    if (depth > MOST_PARENTHESES) refuse('parentheses are too deeply nested');
    const firstGroup = this.#groups.count;
    const pieces = [this.#sequence(depth)];
    while (this.#source.skip('|')) {
      this.#groups.doubtFrom(firstGroup);
      pieces.push(this.#sequence(depth));
    }
    if (pieces.length > 1) this.#groups.doubtFrom(firstGroup);
    const lengths = pieces.map(({ length }) => length);
    const same = lengths.every((length) => length === lengths[0]);
    return {
      text: pieces.map(({ text }) => text).join('|'),
      length: same ? lengths[0] : undefined,
      lengths,
    };
  }

  #sequence(depth: number): Piece {
    let text = '';
    let length: number | undefined = 0;
    let accepted = false;
    for (;;) {
      if (this.#mode.extended) this.#source.match(SPACED);
      const { next } = this.#source;
      if (next === '' || next === '|' || next === ')') return { text, length };
      if (this.#source.skip('(*ACCEPT)')) {
        if (depth > 0) refuse('(*ACCEPT) inside a group is not supported here');
        accepted = true;
        continue;
      }
      const piece = this.#quantified(depth);
      // What follows an (*ACCEPT) is never reached.
      if (accepted) continue;
      text += piece.text;
      length = length === undefined || piece.length === undefined ? undefined : length + piece.length;
    }
  }

  #quantified(depth: number): Piece {
    const firstGroup = this.#groups.count;
    const piece = this.#atom(depth);
    if (this.#mode.extended) this.#source.match(SPACED);
    const quantifier = this.#source.match(QUANTIFIER);
    if (!quantifier) return piece;
    const [text, least, comma, most] = quantifier;
    if (piece.text === '' || piece.isPlace) refuse('quantifier does not follow a repeatable item');
    if (Math.max(Number(least ?? 0), Number(most ?? 0)) > MOST_REPETITIONS) refuse('number too big in {}');
    if (most && Number(most) < Number(least)) refuse('numbers out of order in {} quantifier');
    if (this.#source.next === '+') refuse('possessive quantifiers are not supported here');
    const lazy = this.#source.skip('?') ? '?' : '';
    if (/[*+?]|\{\d+(?:,\d*)?\}/y.test(this.#rest())) refuse('quantifier does not follow a repeatable item');
    if (text !== '?' && Number(most || least) !== 1) this.#forgets ||= this.#groups.isInDoubtFrom(firstGroup);
    const isOptional = text === '*' || text === '?' || (least !== undefined && Number(least) === 0);
    if (isOptional) this.#groups.doubtFrom(firstGroup);
    const exact = least !== undefined && comma === '' && piece.length !== undefined;
    return {
      text: `(?:${piece.text})${text}${lazy}`,
      length: exact ? piece.length! * Number(least) : undefined,
    };
  }

  #rest(): string {
    return this.#source.text.slice(this.#source.position, this.#source.position + 24);
  }

  #atom(depth: number): Piece {
    const character = this.#source.take();
    switch (character) {
      case '(':
        return this.#group(depth);
      case '[':
        return { text: translateClass(this.#source, this.#letters), length: 1 };
      case '\\':
        return this.#escape();
      case '.':
        return { text: this.#mode.dotAll ? ANY : NOT_LINE_FEED, length: 1 };
      case '^':
        return place(this.#mode.multiline ? `(?:${START}|(?<=\\n)(?=${ANY}))` : START);
      case '$':
        return place(this.#mode.multiline ? `(?=\\n|${END})` : `(?=\\n?${END})`);
      case '{':
        return this.#brace();
      case '*':
      case '+':
      case '?':
        return refuse('quantifier does not follow a repeatable item');
      default:
        return literal(character.codePointAt(0)!);
    }
  }

  /** What looks like a quantifier is one, and stands where there is nothing to repeat. */
  #brace(): Piece {
    if (this.#source.match(/\d+(?:,\d*)?\}/y)) refuse('quantifier does not follow a repeatable item');
    return literal(0x7b);
  }

  #group(depth: number): Piece {
    const source = this.#source;
    if (source.next === '*') return this.#verb();
    if (source.match(/\?#[^)]*\)/y)) return NOTHING;
    const options = source.match(/\?(\^?[imsx]*(?:-[imsx]+)?)([):])/y);
    if (options) {
      const outer = this.#mode;
      this.#mode = changed(outer, options[1]!);
      if (options[2] === ')') return NOTHING;
      return this.#enclosed('(?:', depth, outer);
    }
    const look = source.match(/\?<?[=!]/y)?.[0];
    if (look) return this.#lookaround(look, depth);
    const name = source.match(/\?P?<([A-Za-z_]\w{0,31})>|\?'([A-Za-z_]\w{0,31})'/y);
    const reference = name ? undefined : source.match(/\?P=(\w+)\)/y);
    if (reference) return { text: this.#groups.reference(reference[1]!), length: undefined };
    if (!name && source.next === '?') refuse('this kind of group is not supported here');
    const number = this.#groups.open(name?.[1] ?? name?.[2]);
    const piece = this.#enclosed('(', depth, this.#mode);
    this.#groups.close(number);
    return piece;
  }

  /** What stands up to the group's end; options that are set inside end with it. */
  #enclosed(opening: string, depth: number, outer: Mode): Alternatives {
    const inside = this.#alternatives(depth + 1);
    if (!this.#source.skip(')')) refuse('missing closing parenthesis');
    this.#mode = outer;
    return { ...inside, text: `${opening}${inside.text})` };
  }

  #lookaround(kind: string, depth: number): Piece {
    const firstGroup = this.#groups.count;
    const inside = this.#enclosed(`(${kind}`, depth, this.#mode);
    if (kind.startsWith('?<') && inside.lengths.includes(undefined)) {
      refuse('lookbehind assertion is not fixed length');
    }
    if (kind.endsWith('!')) this.#groups.doubtFrom(firstGroup);
    return { text: inside.text, length: 0 };
  }

  /** Verbs but those at the pattern's start, which are read before (see `regex.ts`). */
  #verb(): Piece {
    if (this.#source.match(/\*F(?:AIL)?\)/y)) return place('(?!)');
    return refuse('this verb is not supported here');
  }

  #escape(): Piece {
    const source = this.#source;
    const number = source.match(/[1-9]\d*/y) ?? source.match(/g([1-9]\d*)|g\{([1-9]\d*)\}/y);
    if (number)
      return { text: this.#groups.reference(Number(number[1] ?? number[2] ?? number[0])), length: undefined };
    const relative = source.match(/g-([1-9]\d*)|g\{-([1-9]\d*)\}/y);
    if (relative) {
      const back = Number(relative[1] ?? relative[2]);
      return { text: this.#groups.reference(this.#groups.count + 1 - back), length: undefined };
    }
    const name = source.match(/k<(\w+)>|k'(\w+)'|[kg]\{([A-Za-z_]\w*)\}/y);
    if (name) return { text: this.#groups.reference((name[1] ?? name[2] ?? name[3])!), length: undefined };
    const code = characterEscape(source);
    return code === undefined ? this.#special(source.take()) : literal(code);
  }

  #special(letter: string): Piece {
    const set = shorthand(letter, this.#letters);
    if (set !== undefined) return { text: `[${set}]`, length: 1 };
    const word = `[${shorthand('w', this.#letters)!}]`;
    switch (letter) {
      case 'p':
      case 'P':
        return {
          text: `[${property(propertyName(this.#source), letter === 'P', this.#letters)}]`,
          length: 1,
        };
      case 'N':
        if (this.#source.match(/\{(?!\d+(?:,\d*)?\})/y)) refuse('\\N{name} is not supported');
        return { text: NOT_LINE_FEED, length: 1 };
      case 'A':
        return place(START);
      case 'z':
        return place(END);
      case 'Z':
        return place(`(?=\\n?${END})`);
      case 'b':
        return place(`(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`);
      case 'B':
        return place(`(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`);
      default:
        return refuse(`\\${letter} is not supported here`);
    }
  }
}

/** `\Q…\E` written with a backslash before every character of it. */
function withoutQuotes(text: string): string {
  return text.replaceAll(/\\Q([^]*?)(?:\\E|$)|\\E|\\[^]/g, (all, quoted?: string) => {
    if (quoted !== undefined) return quoted.replaceAll(/[^\w\u0080-\uffff]/g, '\\$&');
    return all === '\\E' ? '' : all;
  });
}

function place(text: string): Piece {
  return { text, length: 0, isPlace: true };
}

function literal(code: number): Piece {
  const character = String.fromCodePoint(code);
  return { text: /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character, length: 1 };
}

/** The options after `(?`. The letters' case is the whole pattern's matter in JavaScript. */
function changed(mode: Mode, written: string): Mode {
  const [on = '', off = ''] = written.replace('^', '').split('-');
  const base = written.startsWith('^')
    ? { caseless: false, dotAll: false, multiline: false, extended: false }
    : mode;
  const option = (letter: string, before: boolean): boolean =>
    on.includes(letter) || (before && !off.includes(letter));
  const after = {
    caseless: option('i', base.caseless),
    dotAll: option('s', base.dotAll),
    multiline: option('m', base.multiline),
    extended: option('x', base.extended),
  };
  if (after.caseless !== mode.caseless) refuse('(?i) is supported only at the start of a pattern');
  return after;
}
