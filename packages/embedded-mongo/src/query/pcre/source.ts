import { refuse } from './refuse.ts';

/** A pattern that is being read. */
export class Source {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    return this.position >= this.text.length;
  }

  /** The next character, whole; empty at the end. */
  get next(): string {
    const codePoint = this.text.codePointAt(this.position);
    return codePoint === undefined ? '' : String.fromCodePoint(codePoint);
  }

  /** Reads one character. @throws CommandError 51091 at the end */
  take(): string {
    const character = this.next;
    if (character === '') refuse('the pattern ends too soon');
    this.position += character.length;
    return character;
  }

  /** Reads this text when it comes next. */
  skip(text: string): boolean {
    if (!this.text.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }

  /** Reads what matches from here on. @param pattern with the flag `y` */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.position += found[0].length;
    return found;
  }
}
