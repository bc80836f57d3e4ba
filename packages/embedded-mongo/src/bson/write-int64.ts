const scratch = new DataView(new ArrayBuffer(8));

/**
 * Writes a 64-bit integer, signed or not: its lowest 64 bits. Node's own method takes a bigint apart into eight
 * more of them, which is most of the time of a short reply.
 * @returns the position after it
 */
export function writeInt64(target: Buffer, value: bigint, at: number): number {
  scratch.setBigInt64(0, value, true);
  for (let index = 0; index < 8; index += 1) target[at + index] = scratch.getUint8(index);
  return at + 8;
}

/** A whole number that a double holds exactly, such as a date, as a 64-bit integer. @returns the position after it */
export function writeSafeInteger(target: Buffer, value: number, at: number): number {
  target.writeUInt32LE(value >>> 0, at);
  return target.writeInt32LE(Math.floor(value / 0x1_0000_0000), at + 4);
}
