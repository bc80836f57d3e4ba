import { fail } from '../../bson/command-error.ts';
import { nameOfType, type Value } from '../../bson/value.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import { Memory } from '../accumulator/memory.ts';
import { splitPath } from '../expression/field-path.ts';
import { Row } from '../row.ts';
import { inChunks, visitRows, type InnerPipeline, type StageCompiler, type StageContext } from './stage.ts';

/** `$facet`: several pipelines over the same rows, which are kept meanwhile. @throws CommandError 40169 to 40171, 40600 */
export const facet: StageCompiler = (specification, context) => {
  const facets = compileFacets(specification, context);
  return async function* faceted(rows) {
    const memory = new Memory('$facet');
    const kept: Row[] = [];
    await visitRows(rows, context, (row) => {
      const bytes = row.toBytes();
      memory.take(bytes.length);
      kept.push(new Row(bytes));
    });
    const result = new Map<string, Value>();
    for (const [name, pipeline] of facets) {
      const documents: Value[] = [];
      await visitRows(pipeline.whole(inChunks(kept, context)), context, (row) => {
        memory.take(row.toBytes().length);
        documents.push(row.toMap());
      });
      result.set(name, documents);
    }
    yield [Row.of(result)];
  };
};

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
