import { BsonWriter } from '../../bson/writer.ts';
import { BSON_TYPE } from '../../storage/raw-fields.ts';
import { Row, type FieldName } from '../row.ts';

/** The row with an array of raw documents as its last field, none of which is decoded. It must not have the field yet. */
export function appendDocuments(row: Row, name: FieldName, documents: readonly Buffer[]): Row {
  return append(row, (writer) => {
    writer.header(BSON_TYPE.array, name.text);
    const array = writer.open();
    for (const [index, document] of documents.entries()) {
      writer.header(BSON_TYPE.document, String(index));
      writer.raw(document);
    }
    writer.close(array);
  });
}

/** The row with a raw document as its last field. It must not have the field yet. */
export function appendDocument(row: Row, name: FieldName, document: Buffer): Row {
  return append(row, (writer) => {
    writer.header(BSON_TYPE.document, name.text);
    writer.raw(document);
  });
}

function append(row: Row, write: (writer: BsonWriter) => void): Row {
  const base = row.toBytes();
  const writer = new BsonWriter();
  const start = writer.open();
  writer.raw(base.subarray(4, base.length - 1));
  write(writer);
  writer.close(start);
  return new Row(writer.bytes());
}
