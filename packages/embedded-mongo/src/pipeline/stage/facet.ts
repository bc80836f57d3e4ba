import { fail } from '../../bson/command-error.ts';
import { nameOfType, type Value } from '../../bson/value.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import { splitPath } from '../expression/field-path.ts';
import { Row } from '../row.ts';
import { SharedRows } from './shared-rows.ts';
import { visitRows, type InnerPipeline, type StageCompiler, type StageContext } from './stage.ts';

/** What all the results together may hold; most of it may be left out by a later stage. */
const LARGEST_RESULT = 100 * 1024 * 1024;

/** `$facet`: several pipelines over the same rows, side by side. @throws CommandError 40169 to 40171, 40600, 4031700 */
export const facet: StageCompiler = (specification, context) => {
  const facets = compileFacets(specification, context);
  return async function* faceted(rows) {
    const shared = new SharedRows(rows, facets.length);
    let size = 0;
    const gather = async (pipeline: InnerPipeline): Promise<Value[]> => {
      const documents: Value[] = [];
      await visitRows(pipeline.whole(shared.read()), context, (row) => {
        size += row.toBytes().length;
        if (size > LARGEST_RESULT) refuseSize(size);
        documents.push(row.toMap());
      });
      return documents;
    };
    const run = (pipeline: InnerPipeline): Promise<Value[]> =>
      gather(pipeline)
        .catch((error: unknown) => {
          shared.fail(error);
          throw error;
        })
        .finally(() => shared.leave());
    // All of them end before an error is told, so that none goes on afterwards.
    const outcomes = await Promise.allSettled(facets.map(([, pipeline]) => run(pipeline)));
    await shared.close();
    const results = outcomes.map((outcome): Value[] => {
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    });
    yield [Row.of(new Map(facets.map(([name], index) => [name, results[index]])))];
  };
};

function refuseSize(size: number): never {
  return fail(
    4_031_700,
    `document constructed by $facet is ${size} bytes, which exceeds the limit of ${LARGEST_RESULT} bytes`,
  );
}

function compileFacets(specification: RawField, context: StageContext): Array<[string, InnerPipeline]> {
  const fields = specification.type === BSON_TYPE.document ? [...rawFields(specification.bytes)] : [];
  if (fields.length === 0) fail(40_169, 'the $facet specification must be a non-empty object');
  return fields.map(([name, field]) => {
    if (name.includes('.')) fail(16_412, "FieldPath field names may not contain '.'.");
    splitPath(name);
    if (field.type !== BSON_TYPE.array) {
      fail(40_170, `arguments to $facet must be arrays, ${name} is type ${nameOfType(field.type)}`);
    }
    const stages = [...rawFields(field.bytes)].map(([, stage]) => {
      if (stage.type !== BSON_TYPE.document) {
        fail(
          40_171,
          `elements of arrays in $facet spec must be non-empty objects, ${name} argument contained an element of type ${nameOfType(stage.type)}`,
        );
      }
      return stage.bytes;
    });
    return [name, context.inner(stages, '$facet', { namespace: context.namespace, scope: context.scope })];
  });
}
