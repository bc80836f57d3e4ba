import { readKeyValue, type ValueInKey } from '../bson/key-values.ts';
import { BsonWriter } from '../bson/writer.ts';
import { MISSING, readNotes, type NotesRead } from './entry-notes.ts';
import type { PathPart } from './index-definition.ts';
import { inverted, type Index } from './indexing.ts';
import { RECORD_ID_BYTES, SLOT_BYTES } from './keyspace.ts';
import { BSON_TYPE } from './raw-fields.ts';
import type { Entry } from './view.ts';

/**
 * What an entry of an index tells of its document: the fields that are in the index, as the document has them.
 * @returns undefined when the document itself has to be read
 */
export function documentOfEntry(index: Index, entry: Entry): Buffer | undefined {
  const { fields } = index.definition;
  const read = notesOf(index, entry);
  if (!read) return undefined;
  const values: ValueInKey[] = [];
  let rest = entry.key;
  let position = SLOT_BYTES;
  let isInverted = false;
  for (const [number, { descending }] of fields.entries()) {
    if (descending !== isInverted) {
      rest = inverted(rest);
      isInverted = descending;
    }
    const note = read.note(number);
    const found = readKeyValue(rest, position, note);
    values.push(found);
    position = found.after;
  }
  const writer = new DocumentWriter();
  for (const number of read.order) {
    const found = values[number]!;
    if (read.note(number) !== MISSING) writer.write(fields[number]!.parts, found);
  }
  return writer.bytes();
}

/**
 * The beginning of a readable entry's key that all entries with the same value in the first field have; undefined
 * where that is missing, as null has the same key.
 */
export function firstFieldOf(index: Index, entry: Entry): Buffer | undefined {
  const { fields } = index.definition;
  const note = notesOf(index, entry)?.note(0);
  if (note === undefined || note === MISSING) return undefined;
  const { key } = entry;
  const { after } = readKeyValue(fields[0]!.descending ? inverted(key) : key, SLOT_BYTES, note);
  return key.subarray(0, after);
}

function notesOf(index: Index, { value }: Entry): NotesRead | undefined {
  const { fields, unique } = index.definition;
  const notes = unique ? value.subarray(0, value.length - RECORD_ID_BYTES) : value;
  return readNotes(notes, fields, index.usualOrder);
}

/** Writes values by their paths, those inside one document side by side. */
class DocumentWriter {
  readonly #writer = new BsonWriter();
  /** Where each document begins that is open, and its name: the whole, and those within it. */
  readonly #open: { name: string; start: number }[] = [{ name: '', start: this.#writer.open() }];

  write(parts: readonly PathPart[], value: ValueInKey): void {
    const last = parts.length - 1;
    let common = 0;
    while (common < last && this.#open[common + 1]?.name === parts[common]!.text) common += 1;
    this.#closeTo(common + 1);
    for (const { text } of parts.slice(common, last)) {
      this.#writer.header(BSON_TYPE.document, text);
      this.#open.push({ name: text, start: this.#writer.open() });
    }
    this.#writer.rawField(parts[last]!.text, value);
  }

  bytes(): Buffer {
    this.#closeTo(0);
    return this.#writer.bytes();
  }

  #closeTo(depth: number): void {
    while (this.#open.length > depth) this.#writer.close(this.#open.pop()!.start);
  }
}
