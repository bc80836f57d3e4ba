import { Source } from '../source.ts';
import { shareCharacter } from './characters.ts';
import { atomPart, EMPTY, followed, lookPart, oneOf, repeated, type Part } from './part.ts';

/** Where a line begins: as `^`, it is a place that a text need not be tried from elsewhere. */
export const LINE_BEGIN = String.raw`(?<![^\n])`;

/** What is known of how a whole pattern is tried. */
export interface Effort extends Part {
  /** It begins at the beginning of the text or of a line only. */
  readonly isAnchored: boolean;
}

/** @param pattern as the translator writes it */
export function readEffort(pattern: string, isCaseless: boolean): Effort {
  return new EffortReader(pattern, isCaseless).read();
}

class EffortReader {
  readonly #source: Source;
  readonly #isCaseless: boolean;

  constructor(pattern: string, isCaseless: boolean) {
    this.#source = new Source(pattern);
    this.#isCaseless = isCaseless;
  }

  read(): Effort {
    const part = this.#alternatives(true);
    const { text } = this.#source;
    const isBound = text.startsWith('^') && !text.includes('|');
    return { ...part, isAnchored: isBound || text.startsWith(LINE_BEGIN) };
  }

  #alternatives(isWhole = false): Part {
    const parts = [this.#sequence(isWhole)];
    while (this.#source.skip('|')) parts.push(this.#sequence(isWhole));
    return oneOf(parts);
  }

  #sequence(isWhole: boolean): Part {
    let before = EMPTY;
    let last = EMPTY;
    for (;;) {
      if (this.#isEnd()) return followed(before, last);
      const { piece, least } = this.#quantified();
      // Nothing comes after it that could fail, so it never goes back.
      const isFree = isWhole && least <= 1 && piece.loops === 1 && this.#isEnd();
      const isEnded = isWhole && this.#endsBefore(piece, last);
      before = followed(before, isEnded ? { ...last, loops: 0, looks: 1 } : last);
      last = isFree ? { ...piece, loops: 0 } : piece;
    }
  }

  /** Does a loop over one character end where this comes? It may go back then, but fails there at once. */
  #endsBefore({ first, empties }: Part, { loops, atoms }: Part): boolean {
    const [atom] = atoms;
    if (loops !== 1 || atoms.length !== 1 || empties > 0 || first.length === 0) return false;
    return first.every(({ text }) => !shareCharacter(atom!.text, text, this.#isCaseless));
  }

  #isEnd(): boolean {
    return this.#source.ended || this.#source.next === '|' || this.#source.next === ')';
  }

  #quantified(): { piece: Part; least: number } {
    const piece = this.#piece();
    const quantifier = this.#source.match(/(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y);
    if (!quantifier) return { piece, least: 1 };
    const [, sign, from, comma, to] = quantifier;
    const least = sign ? Number(sign === '+') : Number(from);
    const most = comma === '' ? least : Number(sign === '?' ? 1 : to || Infinity);
    return { piece: repeated(piece, least, most), least };
  }

  #piece(): Part {
    const source = this.#source;
    const look = source.match(/\(\?<?[=!]/y);
    if (look || source.match(/\((?:\?:)?/y)) {
      const inside = this.#alternatives();
      source.take();
      return look ? lookPart(inside) : inside;
    }
    if (source.match(/[\^$]/y)) return EMPTY;
    // A reference takes what its group took: as much of anything as there may be.
    if (source.match(/\\\d+/y)) return repeated(atomPart(undefined, this.#isCaseless), 0, Infinity);
    const from = source.position;
    this.#character();
    return atomPart(source.text.slice(from, source.position), this.#isCaseless);
  }

  #character(): void {
    const source = this.#source;
    const first = source.take();
    if (first === '\\') source.take();
    if (first !== '[') return;
    while (!source.skip(']')) this.#character();
  }
}
