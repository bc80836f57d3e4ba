import { readEffort } from './read-effort.ts';

/** Some hundred milliseconds. */
const MOST_STEPS = 20_000_000;
/** No text is longer. */
const LONGEST = 2 ** 24;
/** Among so many loops any text can be divided in too many ways. */
const MOST_CHOICES = 64;
/** Characters one after the other, which are most of what is looked for. */
const PLAIN = /^\^?(?:[^\\[(|*+?{]|\\\D)*$/;

/**
 * How long a text may be for a pattern to be through with it soon, however often it has to go back. Never too long;
 * with some patterns it is shorter than it need be.
 * @param pattern as the translator writes it
 */
export function safeLength(pattern: string, isCaseless: boolean): number {
  if (PLAIN.test(pattern)) return Math.floor(MOST_STEPS / (pattern.length + 1));
  const { cost, loops, looks, isAnchored } = readEffort(pattern, isCaseless);
  // Where it is not bound to the beginning of the text, the place to begin is one more choice.
  const choices = loops + looks + (isAnchored ? 0 : 1);
  if (choices > MOST_CHOICES) return 0;
  let length = 0;
  for (let more = LONGEST; more >= 1; more /= 2) {
    if (steps(cost, choices, length + more) <= MOST_STEPS) length += more;
  }
  return length;
}

/** In how many ways a text of this length can be divided, times the steps of one of them. */
function steps(cost: number, choices: number, length: number): number {
  let total = cost;
  for (let choice = 1; choice <= choices; choice += 1) total *= (length + choice) / choice;
  return total;
}
