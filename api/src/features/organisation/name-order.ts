/**
 * What a name is sorted by, so that the database's order is the Swedish alphabet's: å, ä and ö come last, in that order,
 * other accents count as their letter, and numbers by their size.
 */
export function sortKeyOf(name: string): string {
  const letters = foldName(name).replaceAll(/[åäö]/g, (letter) => lastLetters[letter] ?? letter);
  return letters.replaceAll(/\d+/g, (digits) => digits.padStart(6, '0'));
}

// `{` follows z in Unicode.
const lastLetters: Record<string, string> = { å: '{a', ä: '{b', ö: '{c' };

/** The words of a name as they are searched for: lower case, without accents but å, ä and ö. */
export function wordsOf(name: string): string[] {
  return [...new Set(foldName(name).match(/[\p{L}\p{N}]+/gu) ?? [])];
}

function foldName(name: string): string {
  const composed = name.normalize('NFC').toLowerCase().trim();
  return composed.replaceAll(/[^åäö\p{ASCII}]/gu, (letter) =>
    letter.normalize('NFD').replaceAll(/\p{M}/gu, ''),
  );
}
