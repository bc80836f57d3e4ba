import { fail } from '../bson/command-error.ts';
import { BoundedPattern } from './bounded-pattern.ts';
import { LINE_BEGIN } from './pcre/effort/read-effort.ts';
import { safeLength } from './pcre/effort/safe-length.ts';
import { refuse } from './pcre/refuse.ts';
import { Translator, type Mode } from './pcre/translate.ts';

/** A regular expression as it is stored: MongoDB's are PCRE's. */
export interface Pattern {
  source: string;
  options: string;
}

/** In bytes. */
const MAX_LENGTH = 16_384;
/** Verbs that change nothing where a pattern begins with them: going back beyond them ends no other attempt. */
const LEADING_VERBS = /^(?:\(\*(?:(UTF8?)|(UCP)|(?:COMMIT|PRUNE|SKIP|THEN)(?::[^)]*)?)\))*/;
/** What an attempt begins only where it matches, so that no other attempt is missed when this one is the last. */
const ONE_CHARACTER_AT_MOST = /^(?:\w|\[\w+\])?$/;
/** What begins so matches from the beginning of a line, if at all: from a later character it fails in the same way. */
const ANYTHING_FIRST = /^(?:\.(?:[*+]|\{\d+,\})|\(\.[*+]\??\)(?![*+?{]))/;
/** Alternatives may begin otherwise, and what refers to a group asks for what it took. */
const OTHERWISE = /\||\\[\dgk]/;
const LEADING_OPTIONS = /^\(\?([imsx]+)\)/;

/**
 * A PCRE pattern as JavaScript's.
 * @param operator the expression that it is for, when it is for one
 * @throws CommandError 2 for a null byte, 51108 for an unknown option, 51091 for a pattern that is wrong, or that JavaScript
 *   cannot express
 */
export function compileRegex({ source, options }: Pattern, operator?: string): BoundedPattern {
  if (source.includes('\0')) fail(2, 'Regular expression cannot contain an embedded null byte');
  for (const option of options) {
    if (!'imsxu'.includes(option)) fail(51_108, `invalid flag in regex options: ${option}`);
  }
  if (Buffer.byteLength(source) > MAX_LENGTH) {
    refuse('pattern string is longer than the limit set by the application');
  }
  const verbs = LEADING_VERBS.exec(source)![0];
  if (/PRUNE|SKIP/.test(verbs) && source.includes('|'))
    refuse('this verb is not supported before alternatives');
  let pattern = source.slice(verbs.length);
  if (verbs.includes('COMMIT') && !ONE_CHARACTER_AT_MOST.test(pattern))
    refuse('this verb is not supported before more than one character');
  let flags = options;
  for (let found = LEADING_OPTIONS.exec(pattern); found; found = LEADING_OPTIONS.exec(pattern)) {
    flags += found[1]!;
    pattern = pattern.slice(found[0].length);
  }
  const mode: Mode = {
    caseless: flags.includes('i'),
    dotAll: flags.includes('s'),
    multiline: flags.includes('m'),
    extended: flags.includes('x'),
  };
  const translator = new Translator(pattern, mode, verbs.includes('(*UCP)'));
  const translated = translator.translate();
  if (operator !== undefined && operator !== '$regexMatch' && translator.forgets) {
    refuse('what a repeated group caught that need not take part each time is not known here');
  }
  // The next of several matches begins wherever the one before has ended.
  const isBound = operator !== '$regexFindAll' && ANYTHING_FIRST.test(pattern) && !OTHERWISE.test(pattern);
  const bound = isBound ? `${mode.dotAll ? '^' : LINE_BEGIN}${translated}` : translated;
  try {
    const regex = new RegExp(bound, mode.caseless ? 'iv' : 'v');
    return new BoundedPattern(regex, safeLength(bound, mode.caseless), operator);
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** A text that stands for itself, one such character, or whatever else. */
const TOKEN =
  /\\Q(?<quoted>[^]*?)(?:\\E|$)|\\(?<escaped>[^\w])|(?<plain>[\w \-/:;,@#%&=!"'<>~`\u0080-\u{10ffff}])|(?<other>[^])/gu;

/** A `|` that is not escaped, or may not be. */
const CHOICE = /(?:^|[^\\]|\\\\)\|/;

/** The text that every match of the pattern begins with; undefined where a match is anywhere, or of either case. */
export function literalPrefix({ source, options }: Pattern): string | undefined {
  const [start] = /^(?:\^|\\A)/.exec(source) ?? [];
  if (start === undefined || !['', 's', 'u'].includes(options)) return undefined;
  if (CHOICE.test(source)) return '';
  let prefix = '';
  for (const { groups = {} } of source.slice(start.length).matchAll(TOKEN)) {
    const { quoted, escaped, plain, other } = groups;
    // What a quantifier follows need not be there.
    if (other !== undefined) return '*?{'.includes(other) ? prefix.replace(/[^]$/u, '') : prefix;
    prefix += quoted ?? escaped ?? plain ?? '';
  }
  return prefix;
}
