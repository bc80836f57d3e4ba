import { fail } from '../../bson/command-error.ts';
import { decodeField, nameOfType } from '../../bson/value.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import type { Namespace } from '../context.ts';
import { withId } from './with-id.ts';
import type { Row } from '../row.ts';
import { checkSize, type Stage, type StageContext } from './stage.ts';

/** Where `$out` writes to. @throws CommandError 16990, 16994, 40414, 40415 */
export function readOut(specification: RawField, { database }: Namespace): Namespace {
  const value = decodeField(specification);
  if (typeof value === 'string') return { database, collection: value };
  if (!(value instanceof Map)) {
    return fail(
      16_990,
      `$out only supports a string or object argument, but found ${nameOfType(specification.type)}`,
    );
  }
  for (const name of value.keys()) {
    if (name !== 'db' && name !== 'coll') fail(40_415, `BSON field '$out.${name}' is an unknown field.`);
  }
  const db = value.get('db');
  const coll = value.get('coll');
  if (typeof db !== 'string' || typeof coll !== 'string') {
    return fail(16_994, "If an object is passed to $out it must have exactly 2 fields: 'db' and 'coll'. ");
  }
  return { database: db, collection: coll };
}

/** `$out`: gives no rows. */
export function compileOut(target: Namespace, { writer }: StageContext): Stage {
  if (!writer) return fail(238, '$out is not supported here');
  return async function* written(rows) {
    await writer.replace(target, documentsOf(rows));
    yield* [];
  };
}

async function* documentsOf(rows: AsyncIterable<Row[]>): AsyncGenerator<Buffer[]> {
  for await (const chunk of rows) yield chunk.map((row) => checkSize(withId(row).toBytes()));
}
