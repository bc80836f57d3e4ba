import { fail } from '../bson/command-error.ts';
import { decodeField } from '../bson/value.ts';
import { BSON_TYPE, EMPTY_DOCUMENT, rawFields } from '../storage/raw-fields.ts';
import type { StageSource } from './stage/stage.ts';

/** More stages than anyone writes; MongoDB's limit. */
const MOST_STAGES = 1_000;

/** Takes the documents of a pipeline apart. @throws CommandError 40323 for one that has not exactly one field */
export function readStages(stages: readonly Buffer[]): StageSource[] {
  if (stages.length > MOST_STAGES)
    fail(7_749_501, `Pipeline length must be no longer than ${MOST_STAGES} stages`);
  return stages.map((stage) => {
    const fields = [...rawFields(stage)];
    const [first] = fields;
    if (!first || fields.length !== 1) {
      return fail(40_323, 'A pipeline stage specification object must contain exactly one field.');
    }
    return { name: first[0], specification: first[1] };
  });
}

/** Does a stage leave all as it is? */
export function isIdle({ name, specification }: StageSource): boolean {
  switch (name) {
    case '$addFields':
    case '$match':
    case '$set':
      return specification.type === BSON_TYPE.document && specification.bytes.equals(EMPTY_DOCUMENT);
    case '$skip': {
      const count = decodeField(specification);
      return count === 0 || count === 0n;
    }
    default:
      return false;
  }
}
