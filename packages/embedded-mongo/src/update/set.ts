import { Timestamp } from 'bson';
import { fail } from '../bson/command-error.ts';
import { compareElements } from '../bson/compare.ts';
import { decodeField, nameOfType } from '../bson/value.ts';
import { encodeField } from '../bson/writer.ts';
import { wholeOf } from '../query/comparison.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { changedTo } from './arithmetic.ts';
import { REMOVED, type Modifier, type ModifierCompiler } from './modifier.ts';
import { rawOf } from './tree.ts';

export const compileSet: ModifierCompiler = (_path, argument) => (current) =>
  current ? changedTo(current, argument) : argument;

export const compileSetOnInsert: ModifierCompiler = (_path, argument) => (current, run) =>
  run.inserting ? argument : (current ?? REMOVED);

export const compileUnset: ModifierCompiler = () => () => REMOVED;

export const compileMin: ModifierCompiler = (_path, argument, { collation }) =>
  extreme(argument, (order) => order < 0, collation);

export const compileMax: ModifierCompiler = (_path, argument, { collation }) =>
  extreme(argument, (order) => order > 0, collation);

function extreme(
  argument: RawField,
  wins: (order: number) => boolean,
  strings: Parameters<typeof compareElements>[4],
): Modifier {
  return (current) => {
    if (!current) return argument;
    const raw = rawOf(current);
    const order = compareElements(argument.bytes, wholeOf(argument), raw.bytes, wholeOf(raw), strings);
    return wins(order) ? argument : current;
  };
}

export const compileCurrentDate: ModifierCompiler = (_path, argument) => {
  const isTimestamp = currentDateType(argument) === 'timestamp';
  return (_current, { now }) =>
    encodeField(
      isTimestamp ? new Timestamp({ t: Math.floor(now.getTime() / 1_000), i: nextIncrement() }) : now,
    );
};

let increment = 0;

/** Timestamps of one second are told apart by a number that counts. */
function nextIncrement(): number {
  increment = (increment + 1) % 0x7fff_ffff;
  return increment;
}

function currentDateType(argument: RawField): string {
  if (argument.type === BSON_TYPE.boolean) return 'date';
  if (argument.type !== BSON_TYPE.document) {
    return fail(
      2,
      `${nameOfType(argument.type)} is not valid type for $currentDate. Please use a boolean ('true') or a ` +
        "$type expression ({$type: 'timestamp/date'}).",
    );
  }
  let type: unknown;
  for (const [name, field] of rawFields(argument.bytes)) {
    if (name !== '$type') fail(2, `Unrecognized $currentDate option: ${name}`);
    type = decodeField(field);
  }
  if (type === 'date' || type === 'timestamp') return type;
  return fail(
    2,
    "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
  );
}
