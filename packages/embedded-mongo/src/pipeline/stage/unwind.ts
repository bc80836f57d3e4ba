import { fail } from '../../bson/command-error.ts';
import { decodeField, nameOfType, type Value } from '../../bson/value.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import { splitPath } from '../expression/field-path.ts';
import { isNullish } from '../expression/numbers.ts';
import type { Row } from '../row.ts';
import { isUnwoundWith } from './lookup-unwind.ts';
import { NestedPath } from './path.ts';
import { CHUNK, type StageCompiler } from './stage.ts';

/** A `$unwind` as it was asked for. */
export interface Unwind {
  path: NestedPath;
  /** Where the position in the array goes. */
  index: NestedPath | undefined;
  /** Does a row without elements stay? */
  keepsEmpty: boolean;
}

/** @throws CommandError 15981, 16419, 28808 to 28812, 28818, 28822 */
export function readUnwind(specification: RawField): Unwind {
  const value = decodeField(specification);
  if (typeof value === 'string') return { path: prefixedPath(value), index: undefined, keepsEmpty: false };
  if (!(value instanceof Map)) {
    return fail(
      15_981,
      `expected either a string or an object as specification for $unwind stage, got ${nameOfType(specification.type)}`,
    );
  }
  let path: NestedPath | undefined;
  let index: NestedPath | undefined;
  let keepsEmpty = false;
  for (const [name, option] of value) {
    if (name === 'path') {
      if (typeof option !== 'string') return fail(28_808, 'expected a string as the path for $unwind stage');
      path = prefixedPath(option);
    } else if (name === 'preserveNullAndEmptyArrays') {
      if (typeof option !== 'boolean') {
        return fail(28_809, 'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage');
      }
      keepsEmpty = option;
    } else if (name === 'includeArrayIndex') index = indexPath(option);
    else fail(28_811, `unrecognized option to $unwind stage: ${name}`);
  }
  return path ? { path, index, keepsEmpty } : fail(28_812, 'no path specified to $unwind stage');
}

function prefixedPath(text: string): NestedPath {
  if (!text.startsWith('$'))
    fail(28_818, `path option to $unwind stage should be prefixed with a '$': ${text}`);
  if (text.includes('\0')) fail(16_419, 'field path must not contain embedded null bytes');
  return new NestedPath(splitPath(text.slice(1)));
}

function indexPath(option: Value): NestedPath {
  if (typeof option !== 'string' || option === '') {
    return fail(28_810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage');
  }
  if (option.startsWith('$')) {
    fail(28_822, `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${option}`);
  }
  return new NestedPath(splitPath(option));
}

function* unwound({ path, index, keepsEmpty }: Unwind, row: Row): Generator<Row> {
  const value = path.get(row);
  const withIndex = (changed: Row, position: bigint | null): Row =>
    index ? index.set(changed, position) : changed;
  if (Array.isArray(value)) {
    for (let position = 0; position < value.length; position += 1) {
      yield withIndex(path.set(row, value[position]), BigInt(position));
    }
    if (value.length === 0 && keepsEmpty) yield withIndex(path.set(row, undefined), null);
  } else if (!isNullish(value) || keepsEmpty) yield withIndex(row, null);
}

/** `$unwind`. */
export const unwind: StageCompiler = (specification, { operation, preceding }, name) => {
  const options = readUnwind(specification);
  if (isUnwoundWith(preceding, { name, specification })) return (rows) => rows;
  return async function* unwoundRows(rows) {
    let results: Row[] = [];
    for await (const chunk of rows) {
      for (const row of chunk) {
        for (const result of unwound(options, row)) {
          results.push(result);
          if (results.length >= CHUNK) {
            yield results;
            results = [];
          }
          const pause = operation.step();
          if (pause) await pause;
        }
      }
      if (results.length > 0) yield results;
      results = [];
    }
  };
};
