import { fail } from '../../bson/command-error.ts';
import { typeName, type Value } from '../../bson/value.ts';
import { compileNamed, named, ranged } from './arguments.ts';
import { codePoints } from './code-points.ts';
import { folded, type Operator } from './expression.ts';
import { isNullish, wholeInt } from './numbers.ts';
import { checkTextLength } from './text-limit.ts';

/** What `$trim` takes away when it is not told: white space and the null character. */
const WHITE_SPACE = new Set(
  '\0\u0020\t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a',
);

function trim(left: boolean, right: boolean): Operator {
  return (argument, compiler, name) => {
    const codes = { notAnObject: 50_696, unknown: 50_694 };
    const values = named(argument, name, ['input', 'chars'], codes, { input: 50_695 });
    const { input, chars } = compileNamed(values, compiler);
    return folded([input, chars], (row) => {
      const text = input!.evaluate(row);
      if (isNullish(text)) return null;
      if (typeof text !== 'string') {
        return fail(
          50_699,
          `${name} requires its input to be a string, got (of type ${typeName(text)}) instead.`,
        );
      }
      if (!chars) return trimmed(text, WHITE_SPACE, left, right);
      const unwanted = chars.evaluate(row);
      if (isNullish(unwanted)) return null;
      if (typeof unwanted !== 'string') {
        return fail(
          50_700,
          `${name} requires 'chars' to be a string, got (of type ${typeName(unwanted)}) instead.`,
        );
      }
      return trimmed(text, new Set(unwanted), left, right);
    });
  };
}

function trimmed(text: string, unwanted: ReadonlySet<string>, left: boolean, right: boolean): string {
  const points = codePoints(text);
  let start = 0;
  let end = points.length;
  if (left) while (start < end && unwanted.has(points[start]!)) start += 1;
  if (right) while (end > start && unwanted.has(points[end - 1]!)) end -= 1;
  return points.slice(start, end).join('');
}

/** `$indexOfBytes` and `$indexOfCP` differ in what they count. */
function indexOf(codes: { text: number; token: number }, inBytes: boolean): Operator {
  return ranged(2, 4, ([text, token, from, to], name) => {
    if (isNullish(text)) return null;
    if (typeof text !== 'string') {
      return fail(codes.text, `${name} requires a string as the first argument, found: ${typeName(text)}`);
    }
    if (typeof token !== 'string') {
      return fail(codes.token, `${name} requires a string as the second argument, found: ${typeName(token)}`);
    }
    const length = inBytes ? Buffer.byteLength(text) : codePoints(text).length;
    const start = from === undefined ? 0 : indexArgument(from, name, 'starting index');
    const end = to === undefined ? length : Math.min(length, indexArgument(to, name, 'ending index'));
    if (start > length || end < start) return -1;
    return inBytes ? findBytes(text, token, start, end) : findPoints(text, token, start, end);
  });
}

function findBytes(text: string, token: string, start: number, end: number): number {
  return Buffer.from(text).subarray(0, end).indexOf(token, start);
}

function findPoints(text: string, token: string, start: number, end: number): number {
  const points = codePoints(text);
  if (points.length === 0 && token === '') return 0;
  const wanted = codePoints(token);
  for (let index = start; index < end; index += 1) {
    if (wanted.every((point, offset) => points[index + offset] === point)) return index;
  }
  return -1;
}

/** @throws CommandError 40096 for what is no whole number, 40097 for a negative one */
export function indexArgument(value: Value, name: string, what: string): number {
  const index = wholeInt(value);
  if (index === undefined) {
    fail(40_096, `${name} requires an integral ${what}, found a value of type: ${typeName(value)}`);
  }
  if (index < 0) fail(40_097, `${name} requires a nonnegative ${what}, found: ${index}`);
  return index;
}

function replace(apply: (text: string, find: string, replacement: string) => string): Operator {
  return (argument, compiler, name) => {
    const codes = { notAnObject: 51_751, unknown: 51_750 };
    const values = named(argument, name, ['input', 'find', 'replacement'], codes, {
      input: 51_749,
      find: 51_748,
      replacement: 51_747,
    });
    const { input, find, replacement } = compileNamed(values, compiler);
    return folded([input, find, replacement], (row) => {
      const parts = [
        replaceArgument(input!.evaluate(row), name, 'input', 51_746),
        replaceArgument(find!.evaluate(row), name, 'find', 51_745),
        replaceArgument(replacement!.evaluate(row), name, 'replacement', 51_744),
      ] as const;
      const [text, wanted, instead] = parts;
      if (text === null || wanted === null || instead === null) return null;
      return apply(text, wanted, instead);
    });
  };
}

function replaceAll(text: string, find: string, replacement: string): string {
  // Nothing is found before and after every character.
  if (find === '') return joinedBy(replacement, ['', ...codePoints(text), '']);
  let count = 0;
  for (let at = text.indexOf(find); at >= 0; at = text.indexOf(find, at + find.length)) count += 1;
  checkTextLength(text.length + count * (replacement.length - find.length));
  return text.replaceAll(find, replacement.replaceAll('$', '$$$$'));
}

function joinedBy(separator: string, characters: readonly string[]): string {
  checkTextLength(characters.length * (separator.length + 1));
  return characters.join(separator);
}

function replaceArgument(value: Value, name: string, what: string, code: number): string | null {
  if (isNullish(value)) return null;
  if (typeof value === 'string') return value;
  return fail(code, `${name} requires that '${what}' be a string, found: ${typeName(value)}`);
}

export const TEXT_SEARCH: Readonly<Record<string, Operator>> = {
  $trim: trim(true, true),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $indexOfBytes: indexOf({ text: 40_091, token: 40_092 }, true),
  $indexOfCP: indexOf({ text: 40_093, token: 40_094 }, false),
  $replaceOne: replace((text, find, replacement) => text.replace(find, () => replacement)),
  $replaceAll: replace(replaceAll),
};
