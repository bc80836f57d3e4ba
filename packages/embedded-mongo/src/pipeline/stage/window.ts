import { fail } from '../../bson/command-error.ts';
import { decodeField } from '../../bson/value.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import { isNumber, wholeNumber } from '../expression/numbers.ts';
import type { StageCompiler, StageSource } from './stage.ts';

/** @throws CommandError 5107201 for what is no whole number, 15958 for one that is not positive */
export function readLimit(specification: RawField): number {
  const limit = readCount(specification, 5_107_201, '$limit');
  if (limit === 0) fail(15_958, 'the limit must be positive');
  return limit;
}

/** @throws CommandError 5107200 for what is no whole number or negative */
export function readSkip(specification: RawField): number {
  return readCount(specification, 5_107_200, '$skip');
}

function readCount(specification: RawField, code: number, name: string): number {
  const value = decodeField(specification);
  const invalid = (reason: string): never =>
    fail(code, `invalid argument to ${name} stage: ${reason} in: ${name}`);
  if (!isNumber(value)) return invalid('Expected a number');
  const count = wholeNumber(value);
  if (count === undefined) return invalid('Expected an integer');
  return count < 0n ? invalid('Expected a non-negative number') : Number(count);
}

export const limit: StageCompiler = (specification) => {
  const most = readLimit(specification);
  return async function* limited(rows) {
    let left = most;
    for await (const chunk of rows) {
      yield chunk.length <= left ? chunk : chunk.slice(0, left);
      left -= chunk.length;
      if (left <= 0) return;
    }
  };
};

export const skip: StageCompiler = (specification) => {
  const count = readSkip(specification);
  return async function* skipped(rows) {
    let left = count;
    for await (const chunk of rows) {
      if (left < chunk.length) yield left === 0 ? chunk : chunk.slice(left);
      left = Math.max(0, left - chunk.length);
    }
  };
};

/** Stages that make one row of every row. */
const ONE_OF_ONE: ReadonlySet<string> = new Set([
  '$addFields',
  '$project',
  '$replaceRoot',
  '$replaceWith',
  '$set',
  '$unset',
]);

/** How many rows of a stage its followers want at most. */
export function wanted(following: readonly StageSource[]): number | undefined {
  let skipped = 0;
  for (const { name, specification } of following) {
    if (name === '$limit') return skipped + readLimit(specification);
    if (name === '$skip') skipped += readSkip(specification);
    else if (!ONE_OF_ONE.has(name)) return undefined;
  }
  return undefined;
}
