import { BSONRegExp } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { typeName, type Value } from '../../bson/value.ts';
import type { BoundedPattern } from '../../query/bounded-pattern.ts';
import { compileRegex } from '../../query/regex.ts';
import { sizeOf } from '../accumulator/memory.ts';
import type { Row } from '../row.ts';
import { compileNamed, named } from './arguments.ts';
import { codePoints } from './code-points.ts';
import { folded, type Operator } from './expression.ts';
import { isNullish } from './numbers.ts';

/** An operator that looks for a pattern; `apply` gets null when input or pattern are null. */
function search(
  apply: (text: string, pattern: BoundedPattern, name: string) => Value,
  onNull: () => Value,
): Operator {
  return (argument, compiler, name) => {
    const codes = { notAnObject: 51_103, unknown: 31_024 };
    const values = named(argument, name, ['input', 'regex', 'options'], codes, {
      input: 31_022,
      regex: 31_023,
    });
    const { input, regex, options } = compileNamed(values, compiler);
    const pattern = (row: Row): BoundedPattern | undefined =>
      patternOf(regex!.evaluate(row), options ? options.evaluate(row) : null, name);
    const known = folded([regex, options], (row) => pattern(row) && null).constant;
    let compiled: BoundedPattern | undefined;
    let isCompiled = false;
    return folded([input, regex, options], (row) => {
      const text = input!.evaluate(row);
      if (!isNullish(text) && typeof text !== 'string') {
        return fail(51_104, `${name} needs 'input' to be of type string`);
      }
      if (!isCompiled || !known) {
        compiled = pattern(row);
        isCompiled = true;
      }
      if (isNullish(text) || !compiled) return onNull();
      return apply(text, compiled, name);
    });
  };
}

const patterns = new Map<string, BoundedPattern>();

function patternOf(regex: Value, options: Value, name: string): BoundedPattern | undefined {
  if (!isNullish(options) && typeof options !== 'string') {
    fail(51_106, `${name} needs 'options' to be of type string`);
  }
  let flags = isNullish(options) ? '' : options;
  if (isNullish(regex)) {
    checkFlags(flags, name);
    return undefined;
  }
  let source = regex;
  if (regex instanceof BSONRegExp) {
    source = regex.pattern;
    if (regex.options !== '' && !isNullish(options)) {
      fail(51_107, `${name}: found regex option(s) specified in both 'regex' and 'option' fields`);
    }
    if (regex.options !== '') flags = regex.options;
  }
  if (typeof source !== 'string')
    return fail(51_105, `${name} needs 'regex' to be of type string or regex, not ${typeName(regex)}`);
  if (source.includes('\0')) fail(51_109, `${name}: regular expression cannot contain an embedded null byte`);
  const key = `${name}${flags}/${source}`;
  let pattern = patterns.get(key);
  if (!pattern) {
    pattern = compilePattern(source, flags, name);
    if (patterns.size > 1_000) patterns.clear();
    patterns.set(key, pattern);
  }
  return pattern;
}

function checkFlags(flags: string, name: string): void {
  if (flags.includes('\0')) {
    fail(51_110, `${name}: regular expression options cannot contain an embedded null byte`);
  }
  const wrong = codePoints(flags).find((flag) => !'imsxu'.includes(flag));
  if (wrong !== undefined) fail(51_108, `${name} invalid flag in regex options: ${wrong}`);
}

function compilePattern(source: string, flags: string, name: string): BoundedPattern {
  checkFlags(flags, name);
  try {
    return compileRegex({ source, options: flags }, name);
  } catch (error) {
    return fail(51_111, `Invalid Regex in ${name}: ${(error as Error).message}`);
  }
}

/** One match as a document: the text, its place in code points and what the groups caught. */
function matchDocument(match: RegExpExecArray, position: number): Value {
  return new Map<string, Value>([
    ['match', match[0]],
    ['idx', position],
    ['captures', match.slice(1).map((capture: string | undefined) => capture ?? null)],
  ]);
}

function find(text: string, pattern: BoundedPattern): Value {
  const match = pattern.exec(text);
  return match ? matchDocument(match, codePoints(text.slice(0, match.index)).length) : null;
}

function findAll(text: string, pattern: BoundedPattern, name: string): Value {
  const found: Value[] = [];
  let size = 0;
  let index = 0;
  let position = 0;
  for (const match of pattern.matches(text)) {
    // An empty match at the very end is only found in an empty text.
    if (match[0] === '' && match.index === text.length && text !== '') break;
    position += codePoints(text.slice(index, match.index)).length;
    index = match.index;
    const document = matchDocument(match, position);
    size += sizeOf(document);
    if (size > GREATEST_RESULT) {
      fail(51_151, `${name}: the size of buffer to store output exceeded the 64MB limit`);
    }
    found.push(document);
  }
  return found;
}

const GREATEST_RESULT = 64 * 1024 * 1024;

export const REGEX: Readonly<Record<string, Operator>> = {
  $regexMatch: search(
    (text, pattern) => pattern.test(text),
    () => false,
  ),
  $regexFind: search(find, () => null),
  $regexFindAll: search(findAll, () => []),
};
