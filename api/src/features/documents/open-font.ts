import { inflateSync } from 'node:zlib';

const woffHeader = 44;
const woffEntry = 20;
const sfntHeader = 12;
const sfntEntry = 16;

/**
 * A WOFF 1.0 file (W3C Recommendation, 13 December 2012) as the font that it was packed from. Fonts of the web come
 * packed, and unpacking one for every document takes longer than all the rest of it.
 * @throws RangeError for a file that is no WOFF
 */
export function openFont(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new RangeError('not a WOFF file');
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => tableAt(woff, woffHeader + index * woffEntry));
  const directory = Buffer.alloc(sfntHeader + count * sfntEntry);
  woff.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(count, 4);
  // What binary search in the directory begins with (OpenType, “Table directory”).
  const power = Math.floor(Math.log2(count));
  directory.writeUInt16BE(2 ** power * sfntEntry, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE((count - 2 ** power) * sfntEntry, 10);

  let offset = directory.length;
  const contents = tables.map(({ tag, checksum, content }, index) => {
    const entry = sfntHeader + index * sfntEntry;
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(checksum, entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(content.length, entry + 12);
    const padded = Buffer.concat([content], Math.ceil(content.length / 4) * 4);
    offset += padded.length;
    return padded;
  });
  return Buffer.concat([directory, ...contents]);
}

function tableAt(woff: Buffer, entry: number) {
  const offset = woff.readUInt32BE(entry + 4);
  const packedLength = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const packed = woff.subarray(offset, offset + packedLength);
  return {
    tag: woff.toString('latin1', entry, entry + 4),
    checksum: woff.readUInt32BE(entry + 16),
    content: packedLength < length ? inflateSync(packed) : packed,
  };
}
