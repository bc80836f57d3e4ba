import { CommandError, fail } from '../../bson/command-error.ts';
import { decodeField, nameOfType, type ValueMap } from '../../bson/value.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';

/** A specification that has to be a document. */
export function documentOf(specification: RawField, code: number, message: string): ValueMap {
  const value = decodeField(specification);
  return value instanceof Map
    ? value
    : fail(code, `${message}, but found type: ${nameOfType(specification.type)}`);
}

/** Says in an error of what a stage consists of which stage it is, by the name that the request gave it. */
export function inStage<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(error.code, `Invalid ${name} :: caused by :: ${error.message}`, error.extra);
  }
}

/** The stages of a pipeline inside a specification. @throws CommandError 14 */
export function stagesOf(field: RawField): Buffer[] {
  if (field.type !== BSON_TYPE.array) fail(14, "'pipeline' option must be specified as an array");
  return [...rawFields(field.bytes)].map(([, stage]) => {
    if (stage.type !== BSON_TYPE.document) fail(14, "Each element of the 'pipeline' array must be an object");
    return stage.bytes;
  });
}

/** Do these stages bring their own documents? */
export function bringsDocuments([first]: readonly Buffer[]): boolean {
  const [field] = first ? rawFields(first) : [];
  return field?.[0] === '$documents';
}
