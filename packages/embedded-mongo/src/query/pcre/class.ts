import { inSet, posixClass, property, shorthand, type Letters, type SetContent } from './character-sets.ts';
import { characterEscape, propertyName } from './escape.ts';
import { refuse } from './refuse.ts';
import type { Source } from './source.ts';

/** What stands between two hyphens of a class: one character, or a set of them. */
type Item = { code: number } | { set: SetContent };

/** Translates `[…]`, after its bracket. @throws CommandError 51091 */
export function translateClass(source: Source, letters: Letters): string {
  if (/([:.=])[^\]]*\1\]/y.test(source.text.slice(source.position)))
    refuse('a POSIX class stands outside of a class');
  const not = source.skip('^');
  let content = '';
  for (let first = true; first || source.next !== ']'; first = false) {
    content += translateItem(source, letters);
  }
  source.take();
  return not ? allBut(content) : `[${content}]`;
}

/**
 * What is not in a set, inside another one: standing by itself, some engines turn it round each time that they
 * repeat it (`(?:a[^b]){2}` with the flag `v` finds nothing in `acac`).
 */
export function allBut(content: SetContent): string {
  return `[[^${content}]]`;
}

function translateItem(source: Source, letters: Letters): SetContent {
  const from = readItem(source, letters);
  const isRange = source.next === '-' && source.text[source.position + 1] !== ']';
  if (!isRange) return contentOf(from);
  source.take();
  const to = readItem(source, letters);
  if ('set' in from || 'set' in to) return refuse('a range begins or ends with a set of characters');
  if (to.code < from.code) refuse('a range of characters is out of order');
  return `${inSet(from.code)}-${inSet(to.code)}`;
}

function contentOf(item: Item): SetContent {
  return 'set' in item ? item.set : inSet(item.code);
}

function readItem(source: Source, letters: Letters): Item {
  const posix = source.match(/\[:(\^?)(\w+):\]/y);
  if (posix) return { set: posixClass(posix[2]!, posix[1] === '^', letters) };
  if (source.match(/\[[.=]\w+[.=]\]/y)) refuse('collating elements are not supported');
  const character = source.take();
  return character === '\\' ? readEscape(source, letters) : { code: character.codePointAt(0)! };
}

function readEscape(source: Source, letters: Letters): Item {
  const octal = source.match(/[1-7][0-7]{0,2}/y);
  if (octal) return { code: Number.parseInt(octal[0], 8) };
  const code = characterEscape(source);
  if (code !== undefined) return { code };
  const letter = source.take();
  if (letter === 'b') return { code: 8 };
  if (letter === 'p' || letter === 'P')
    return { set: property(propertyName(source), letter === 'P', letters) };
  const set = shorthand(letter, letters);
  return set === undefined ? refuse(`\\${letter} is not known in a class`) : { set };
}
