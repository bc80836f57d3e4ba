/** The characters of a text as MongoDB counts them: Unicode's code points. */
export function codePoints(text: string): string[] {
  return Array.from(text);
}
