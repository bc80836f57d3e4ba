import { fail } from '../../bson/command-error.ts';
import { decodeField, nameOfType } from '../../bson/value.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import { bringsDocuments, stagesOf } from './specification.ts';

const FAILED_TO_PARSE = 9;

/** A `$lookup` as it was asked for. */
export interface LookupSource {
  from: string | undefined;
  as: string;
  localField: string | undefined;
  foreignField: string | undefined;
  variables: RawField | undefined;
  pipeline: Buffer[] | undefined;
}

/** @throws CommandError 9, 14, 73 */
export function readLookup(specification: RawField): LookupSource {
  if (specification.type !== BSON_TYPE.document) {
    fail(
      FAILED_TO_PARSE,
      `the $lookup stage specification must be an object, but found ${nameOfType(specification.type)}`,
    );
  }
  const texts: Partial<Record<string, string>> = {};
  let variables: RawField | undefined;
  let pipeline: Buffer[] | undefined;
  for (const [name, field] of rawFields(specification.bytes)) {
    if (name === 'pipeline') pipeline = stagesOf(field);
    else if (name === 'let') {
      if (field.type !== BSON_TYPE.document) {
        fail(FAILED_TO_PARSE, `$lookup argument 'let' must be an object, is type ${nameOfType(field.type)}`);
      }
      variables = field;
    } else texts[name] = readText(name, field);
  }
  const { from, as, localField, foreignField } = texts;
  if (from === undefined && !pipeline) fail(FAILED_TO_PARSE, "must specify 'pipeline' when 'from' is empty");
  if (from === '') fail(73, 'invalid $lookup namespace');
  if (!as) fail(FAILED_TO_PARSE, "must specify 'as' field for a $lookup");
  const isEquality = localField !== undefined && foreignField !== undefined;
  if (!isEquality && localField !== foreignField) {
    fail(
      FAILED_TO_PARSE,
      "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    );
  }
  if (!pipeline && !isEquality) {
    fail(
      FAILED_TO_PARSE,
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  }
  if (!pipeline && variables)
    fail(FAILED_TO_PARSE, "$lookup with a 'let' argument must also specify 'pipeline'");
  if (from === undefined && !bringsDocuments(pipeline ?? [])) {
    fail(
      FAILED_TO_PARSE,
      '$lookup stage without explicit collection must have a pipeline with $documents as first stage',
    );
  }
  return { from, as, localField, foreignField, variables, pipeline };
}

function readText(name: string, field: RawField): string {
  const value = decodeField(field);
  if (typeof value !== 'string') {
    return fail(
      FAILED_TO_PARSE,
      `$lookup argument '${name}' must be a string, found type ${nameOfType(field.type)}`,
    );
  }
  if (!['from', 'as', 'localField', 'foreignField'].includes(name)) {
    fail(FAILED_TO_PARSE, `unknown argument to $lookup: ${name}`);
  }
  return value;
}
