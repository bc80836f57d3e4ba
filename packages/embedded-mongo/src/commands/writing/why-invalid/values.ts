import { children } from '../../../query/json-schema/keywords.ts';
import { rawFields, type Element, type RawField } from '../../../storage/raw-fields.ts';
import type { ReplyDocument } from '../../../wire/reply.ts';

/** Tells what of a schema a value does not fulfil; nothing when it fulfils all. */
export type SchemaDetails = (bytes: Buffer, element: Element) => ReplyDocument[];

/** A part of a filter. */
export interface Clause {
  matches(document: Buffer): boolean;
  /** Tells why a document does not match, or, where it should not, why it does. */
  details(document: Buffer, matched: boolean): ReplyDocument;
}

export function rawOf(bytes: Buffer, { type, start, end }: Element): RawField {
  return { type, bytes: bytes.subarray(start, end) };
}

export function elementsOf(bytes: Buffer, container: Element): Element[] {
  return [...children(bytes, container)].map(([, element]) => element);
}

/** What people have written about a schema. */
export function annotationsOf(schema: Buffer): ReplyDocument {
  const annotations: Record<string, RawField> = {};
  for (const [name, field] of rawFields(schema)) {
    if (name === 'title' || name === 'description') annotations[name] = field;
  }
  return annotations;
}
