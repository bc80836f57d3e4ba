import { refuse } from './refuse.ts';
import type { Source } from './source.ts';

const CONTROL: Readonly<Record<string, number>> = { a: 7, e: 0x1b, f: 0xc, n: 0xa, r: 0xd, t: 9 };
const MOST = 0x10_ff_ff;

/**
 * Reads an escape that stands for one character, after its backslash; inside a class and outside.
 * @returns undefined for one that stands for something else
 * @throws CommandError 51091
 */
export function characterEscape(source: Source): number | undefined {
  const letter = source.next;
  const control = CONTROL[letter];
  if (control !== undefined) {
    source.take();
    return control;
  }
  switch (letter) {
    case 'c':
      source.take();
      return controlCharacter(source.take());
    case 'x':
      source.take();
      return hexadecimal(source);
    case 'o':
      source.take();
      return inRange(source.match(/\{([0-7]+)\}/y)?.[1], 8);
    case '0':
      return Number.parseInt(source.match(/[0-7]{1,3}/y)![0], 8);
    default:
      if (/[0-9A-Za-z]/.test(letter)) return undefined;
      return source.take().codePointAt(0)!;
  }
}

function controlCharacter(character: string): number {
  if (!/[ -~]/.test(character)) refuse('\\c is not followed by a printable ASCII character');
  return character.toUpperCase().codePointAt(0)! ^ 0x40;
}

function hexadecimal(source: Source): number {
  if (source.next === '{') return inRange(source.match(/\{([0-9A-Fa-f]+)\}/y)?.[1], 16);
  const digits = source.match(/[0-9A-Fa-f]{0,2}/y)![0];
  return digits === '' ? 0 : Number.parseInt(digits, 16);
}

function inRange(digits: string | undefined, base: number): number {
  const code = digits === undefined ? Number.NaN : Number.parseInt(digits, base);
  const isSurrogate = code >= 0xd8_00 && code <= 0xdf_ff;
  return code <= MOST && !isSurrogate ? code : refuse('a character code is not one of Unicode');
}

/** The name after `\p` or `\P`. */
export function propertyName(source: Source): string {
  const [, braced, single] = source.match(/\{(\^?[\w&]+)\}|([A-Za-z])/y) ?? refuse('\\p needs a name');
  return braced ?? single!;
}
