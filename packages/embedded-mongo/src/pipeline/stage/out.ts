import { fail } from '../../bson/command-error.ts';
import { decodeField, nameOfType } from '../../bson/value.ts';
import { readFields } from '../../commands/fields.ts';
import { assertDatabaseName } from '../../commands/namespace.ts';
import { BSON_TYPE, type RawField } from '../../storage/raw-fields.ts';
import type { Namespace } from '../context.ts';
import { withId } from './with-id.ts';
import type { Row } from '../row.ts';
import { checkSize, type Stage, type StageContext } from './stage.ts';

/** Databases of the server itself. */
export const INTERNAL_DATABASES = new Set(['admin', 'config', 'local']);

/** Where `$out` writes to. @throws CommandError 16990, 40414, 40415, 14, 73, 17385, 31321 */
export function readOut(specification: RawField, { database }: Namespace): Namespace {
  const target = readTarget(specification, database);
  assertDatabaseName(target.database);
  if (target.collection === '') fail(73, `Invalid $out target namespace: '${target.database}.'`);
  if (target.collection.startsWith('system.')) {
    fail(17_385, `Can't $out to special collection: ${target.collection}`);
  }
  if (INTERNAL_DATABASES.has(target.database)) {
    fail(31_321, `Can't $out to internal database: ${target.database}`);
  }
  return target;
}

function readTarget(specification: RawField, database: string): Namespace {
  if (specification.type === BSON_TYPE.document) {
    const { db, coll, timeseries } = readFields('$out', specification.bytes, OUT_FIELDS);
    if (timeseries) fail(238, 'time series are not supported by this server: use an ordinary collection');
    return { database: db, collection: coll };
  }
  const collection = decodeField(specification);
  if (typeof collection === 'string') return { database, collection };
  return fail(
    16_990,
    `$out only supports a string or object argument, but found ${nameOfType(specification.type)}`,
  );
}

const OUT_FIELDS = { db: 'string!', coll: 'string!', timeseries: 'document' } as const;

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
