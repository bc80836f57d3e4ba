import { fail } from '../../bson/command-error.ts';
import { decodeField, nameOfType } from '../../bson/value.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import { NO_COLLECTION } from '../context.ts';
import { innerRows } from './inner-rows.ts';
import { bringsDocuments, stagesOf } from './specification.ts';
import type { StageCompiler } from './stage.ts';

/** `$unionWith`. @throws CommandError 9, 14, 40414, 40415, 31441 */
export const unionWith: StageCompiler = (specification, context) => {
  const { collection, stages } = readUnion(specification);
  if (collection === undefined && !bringsDocuments(stages)) {
    fail(
      9,
      '$unionWith stage without explicit collection must have a pipeline with $documents as first stage',
    );
  }
  const namespace = { database: context.namespace.database, collection: collection ?? NO_COLLECTION };
  const inner = context.inner(stages, '$unionWith', { namespace, scope: context.scope });
  const others = innerRows(inner, namespace, context);
  return async function* united(rows) {
    yield* rows;
    yield* others();
  };
};

function readUnion(specification: RawField): { collection: string | undefined; stages: Buffer[] } {
  if (specification.type === BSON_TYPE.string) {
    return { collection: decodeField(specification) as string, stages: [] };
  }
  if (specification.type !== BSON_TYPE.document) {
    fail(
      9,
      `the $unionWith stage specification must be an object or string, but found ${nameOfType(specification.type)}`,
    );
  }
  let collection: string | undefined;
  let stages: Buffer[] = [];
  for (const [name, field] of rawFields(specification.bytes)) {
    if (name === 'coll') {
      const value = decodeField(field);
      if (typeof value !== 'string') {
        return fail(
          14,
          `BSON field '$unionWith.coll' is the wrong type '${nameOfType(field.type)}', expected type 'string'`,
        );
      }
      collection = value;
    } else if (name === 'pipeline') stages = stagesOf(field);
    else fail(40_415, `BSON field '$unionWith.${name}' is an unknown field.`);
  }
  return { collection, stages };
}
