import { CommandError } from '../bson/command-error.ts';
import { BSON_TYPE, elementAt } from './raw-fields.ts';

const ID_NAME = '_id';
let lastSecond = 0;
let counter = 0;

/** Seconds since the epoch and a counter within them: no two are alike. */
function writeNow(bytes: Buffer, at: number): void {
  const second = Math.max(lastSecond, Math.floor(Date.now() / 1_000));
  counter = second === lastSecond ? counter + 1 : 1;
  lastSecond = second;
  bytes.writeUInt32LE(counter, at);
  bytes.writeUInt32LE(second, at + 4);
}

/**
 * A document with the server's time wherever one of its own fields is an empty timestamp, as MongoDB stores it;
 * the same document when there is none. Timestamps further in and in `_id` stay as they are.
 * @throws CommandError 2 when it has more than one `_id`
 */
export function withServerTimes(document: Buffer): Buffer {
  let changed: Buffer | undefined;
  let ids = 0;
  for (let position = 4; position < document.length - 1;) {
    const [{ type, start }, after] = elementAt(document, position);
    const isId =
      start - position === ID_NAME.length + 2 && document.latin1Slice(position + 1, start - 1) === ID_NAME;
    if (isId) ids += 1;
    else if (type === BSON_TYPE.timestamp && isZero(document, start)) {
      changed ??= Buffer.from(document);
      writeNow(changed, start);
    }
    position = after;
  }
  if (ids > 1) throw new CommandError(2, "can't have multiple _id fields in one document");
  return changed ?? document;
}

function isZero(bytes: Buffer, start: number): boolean {
  return bytes.readBigUInt64LE(start) === 0n;
}
