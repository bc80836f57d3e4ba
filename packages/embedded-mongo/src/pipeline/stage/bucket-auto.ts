import { fail } from '../../bson/command-error.ts';
import { compareValues } from '../../bson/compare.ts';
import { typeName, type Value } from '../../bson/value.ts';
import type { Accumulator } from '../accumulator/accumulator.ts';
import { Memory } from '../accumulator/memory.ts';
import { compilerFor } from '../expression/compile.ts';
import type { Expression } from '../expression/expression.ts';
import { isNumber, wholeInt } from '../expression/numbers.ts';
import { mergeRuns, sortedRuns } from '../../query/merge-runs.ts';
import type { PipelineContext } from '../context.ts';
import { EMPTY_ROW, Row } from '../row.ts';
import { groupByOf } from './bucket.ts';
import { compileAccumulated } from './group.ts';
import { documentOf } from './specification.ts';
import { visitRows, type StageCompiler } from './stage.ts';

interface Entry {
  key: Value;
  row: Row;
  /** Where it was before it was sorted. */
  readonly position: number;
}

interface Bucket {
  min: Value;
  max: Value;
  entries: readonly Entry[];
}

const COUNT = new Map<string, Value>([['count', new Map([['$sum', 1]])]]);

/** `$bucketAuto`. @throws CommandError 40239 to 40246, 40257 and 40261, 238 for a granularity */
export const bucketAuto: StageCompiler = (specification, context, name) => {
  const options = documentOf(specification, 40_240, 'The argument to $bucketAuto must be an object');
  let groupBy: Expression | undefined;
  let buckets = 0;
  let output: Value = COUNT;
  for (const [option, value] of options) {
    if (option === 'groupBy') groupBy = groupByOf(value, compilerFor(context.scope), 40_239, name);
    else if (option === 'buckets') buckets = bucketCount(value);
    else if (option === 'output') output = value;
    else if (option === 'granularity') refuseGranularity(value);
    else fail(40_245, `Unrecognized option to $bucketAuto: ${option}.`);
  }
  if (!(output instanceof Map)) {
    fail(40_244, `The $bucketAuto 'output' field must be an object, but found type: ${typeName(output)}.`);
  }
  if (!groupBy || buckets === 0) fail(40_246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified");
  const fields = compileAccumulated([...output], context.scope);
  if (fields.some(([, { ignoresKey }]) => !ignoresKey)) {
    fail(4_544_714, "Can't refer to the group key in $bucketAuto");
  }
  const { collation } = context.scope.request;
  const compare = (a: Value, b: Value): number => compareValues(a, b, collation);
  const keyOf = (row: Row): Value => {
    const key = groupBy.evaluate(row);
    return key === undefined ? null : key;
  };
  return async function* bucketed(rows) {
    const entries: Entry[] = [];
    const memory = new Memory('$bucketAuto');
    await visitRows(rows, context, (row) => {
      const bytes = row.toBytes();
      memory.take(bytes.length);
      entries.push({ key: keyOf(row), row: new Row(bytes), position: entries.length });
    });
    const sorted = await inOrder(
      entries,
      (a, b) => compare(a.key, b.key) || a.position - b.position,
      context,
    );
    for (const part of divide(sorted, buckets, compare)) {
      yield [await accumulated(part, fields, memory, context)];
    }
  };
};

async function inOrder(
  entries: readonly Entry[],
  compare: (a: Entry, b: Entry) => number,
  { operation }: PipelineContext,
): Promise<Entry[]> {
  const sorted: Entry[] = [];
  for (const entry of mergeRuns(await sortedRuns(entries, compare, operation), compare)) {
    sorted.push(entry);
    const pause = operation.step();
    if (pause) await pause;
  }
  return sorted;
}

/** The series of preferred numbers that MongoDB knows. */
const GRANULARITIES = new Set('R5 R10 R20 R40 R80 1-2-5 E6 E12 E24 E48 E96 E192 POWERSOF2'.split(' '));

function refuseGranularity(value: Value): never {
  if (typeof value !== 'string') {
    return fail(
      40_261,
      `The $bucketAuto 'granularity' field must be a string, but found type: ${typeName(value)}.`,
    );
  }
  if (!GRANULARITIES.has(value)) fail(40_257, `Unknown rounding granularity '${value}'`);
  return fail(
    238,
    "$bucketAuto with 'granularity' is not supported by this server. Use $bucket with boundaries.",
  );
}

function bucketCount(value: Value): number {
  if (!isNumber(value)) {
    return fail(
      40_241,
      `The $bucketAuto 'buckets' field must be a numeric value, but found type: ${typeName(value)}.`,
    );
  }
  const count = wholeInt(value);
  if (count === undefined) {
    return fail(40_242, "The $bucketAuto 'buckets' field must be representable as a 32-bit integer");
  }
  return count > 0
    ? count
    : fail(40_243, `The $bucketAuto 'buckets' field must be greater than 0, but found: ${count}`);
}

/** Buckets of about one size; equal keys are never divided. */
function divide(
  entries: readonly Entry[],
  buckets: number,
  compare: (a: Value, b: Value) => number,
): Bucket[] {
  const size = Math.max(1, Math.round(entries.length / buckets));
  const parts: Bucket[] = [];
  let position = 0;
  while (position < entries.length && parts.length < buckets) {
    const start = position;
    position = parts.length === buckets - 1 ? entries.length : Math.min(entries.length, position + size);
    while (position < entries.length && compare(entries[position]!.key, entries[position - 1]!.key) === 0) {
      position += 1;
    }
    parts.push({
      min: entries[start]!.key,
      max: (entries[position] ?? entries[position - 1])!.key,
      entries: entries.slice(start, position),
    });
  }
  return parts;
}

/** Accumulates a bucket in the order in which its rows came. */
async function accumulated(
  { min, max, entries }: Bucket,
  fields: ReadonlyArray<[name: string, accumulator: Accumulator]>,
  memory: Memory,
  context: PipelineContext,
): Promise<Row> {
  const result = new Map<string, Value>([
    [
      '_id',
      new Map([
        ['min', min],
        ['max', max],
      ]),
    ],
  ]);
  const { operation } = context;
  const inSequence = await inOrder(entries, (a, b) => a.position - b.position, context);
  for (const [name, { evaluate, create }] of fields) {
    const state = create(memory, EMPTY_ROW);
    for (const { row } of inSequence) {
      state.add(evaluate(row));
      const pause = operation.step();
      if (pause) await pause;
    }
    const value = state.result();
    result.set(name, value === undefined ? null : value);
  }
  return Row.of(result);
}
