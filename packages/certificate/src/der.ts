/** DER (X.690): a tag, the length of the content, the content. */
export function element(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hexadecimal = length.toString(16);
  const bytes = Buffer.from(hexadecimal.padStart(hexadecimal.length + (hexadecimal.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

export const sequence = (...content: Buffer[]) => element(0x30, Buffer.concat(content));
export const set = (...content: Buffer[]) => element(0x31, Buffer.concat(content));
export const integer = (bytes: Buffer) => element(0x02, bytes);
export const objectIdentifier = (bytes: number[]) => element(0x06, Buffer.from(bytes));
export const utf8 = (text: string) => element(0x0c, Buffer.from(text));

/** UTCTime, which stands for the years up to 2049. */
export const utcTime = (date: Date) =>
  element(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));
