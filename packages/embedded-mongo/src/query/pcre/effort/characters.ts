/** Characters that are tried one by one. */
const TRIED = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
/** What may stand for characters beyond those. */
const BEYOND = /\^|\\[pPc]|\\u(?:[^{]|\{[0-9a-f]{3})|[^\0-\xff]/;
const MOST_KNOWN = 1_000;

const known = new Map<string, readonly boolean[]>();

/**
 * Can one character be taken by both? When in doubt, yes.
 * @param one of a pattern in JavaScript; undefined for anything
 */
export function shareCharacter(
  one: string | undefined,
  other: string | undefined,
  isCaseless: boolean,
): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  const others = charactersOf(other, isCaseless);
  return charactersOf(one, isCaseless).some((isTaken, index) => isTaken && others[index]);
}

function charactersOf(text: string, isCaseless: boolean): readonly boolean[] {
  const flags = isCaseless ? 'iv' : 'v';
  const key = `${flags}/${text}`;
  let characters = known.get(key);
  if (!characters) {
    const single = new RegExp(`^${text}$`, flags);
    characters = [...TRIED.map((character) => single.test(character)), BEYOND.test(text)];
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, characters);
  }
  return characters;
}
