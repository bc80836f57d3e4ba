// Whoever takes this package in source needs its word on Buffer too.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./buffer-methods.d.ts" />

/** Up to this length a loop is done before Node's own method has begun. */
const SHORT = 32;

/**
 * Writes a text as UTF-8. There must be room for three bytes a unit.
 * @returns the number of bytes written
 */
export function writeText(target: Buffer, text: string, at: number): number {
  const { length } = text;
  if (length > SHORT) return target.utf8Write(text, at);
  for (let index = 0; index < length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 127) return target.utf8Write(text, at);
    target[at + index] = unit;
  }
  return length;
}
