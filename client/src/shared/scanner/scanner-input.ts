/** A hand scanner types like a keyboard, only faster than any finger: this many milliseconds between keys at most. */
const fastest = 60;
const shortestCode = 3;

export type KeyStroke = { key: string; at: number };

/**
 * Tells a scanner's keys from a person's: collects single characters that come faster than a person types and gives them as
 * a code when Enter follows as fast. Slower keys begin anew, so that shortcuts and typing are left alone.
 */
export class ScannerInput {
  #characters = '';
  #lastAt = Number.NEGATIVE_INFINITY;

  /** The whole code when this key ended one, otherwise `undefined`. */
  press({ key, at }: KeyStroke): string | undefined {
    const inTime = at - this.#lastAt <= fastest;
    this.#lastAt = at;
    if (key === 'Enter' || key === 'Tab') {
      const code = this.#characters;
      this.#characters = '';
      return inTime && code.length >= shortestCode ? code : undefined;
    }
    if (key.length !== 1) return undefined;
    this.#characters = inTime ? this.#characters + key : key;
    return undefined;
  }

  /** True while a scan is under way: the second fast key has come. */
  isScanning(at: number): boolean {
    return this.#characters.length > 1 && at - this.#lastAt <= fastest;
  }
}
