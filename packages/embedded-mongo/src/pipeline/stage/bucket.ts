import { fail } from '../../bson/command-error.ts';
import { compareValues, TYPE_RANK } from '../../bson/compare.ts';
import { typeName, typeOf, type Value } from '../../bson/value.ts';
import { encodeField } from '../../bson/writer.ts';
import { compilerFor } from '../expression/compile.ts';
import { computed, type Compiler, type Expression } from '../expression/expression.ts';
import { EMPTY_ROW } from '../row.ts';
import { compileAccumulated, grouped } from './group.ts';
import { Grouping } from './grouping.ts';
import { sort } from './sort.ts';
import { documentOf } from './specification.ts';
import type { StageCompiler } from './stage.ts';

const BY_ID = encodeField(new Map([['_id', 1]]));
const COUNT = new Map<string, Value>([['count', new Map([['$sum', 1]])]]);

/** `$bucket`: a `$group` by the greatest boundary that is not above, then sorted. @throws CommandError 40191 to 40202 */
export const bucket: StageCompiler = (specification, context, name) => {
  const options = documentOf(specification, 40_201, 'Argument to $bucket stage must be an object');
  const compiler = compilerFor(context.scope);
  const { collation } = context.scope.request;
  const compare = (a: Value, b: Value): number => compareValues(a, b, collation);
  let groupBy: Expression | undefined;
  let boundaries: Value[] = [];
  let otherwise: Value;
  let output: Value = COUNT;
  for (const [option, value] of options) {
    if (option === 'groupBy') groupBy = groupByOf(value, compiler, 40_202, name);
    else if (option === 'boundaries') boundaries = boundariesOf(value, compiler, compare);
    else if (option === 'default') {
      otherwise = constantOf(
        value,
        compiler,
        40_195,
        "The $bucket 'default' field must be a constant expression",
      );
    } else if (option === 'output') output = value;
    else fail(40_197, `Unrecognized option to $bucket: ${option}.`);
  }
  if (!(output instanceof Map))
    fail(40_196, `The $bucket 'output' field must be an object, but found type: ${typeName(output)}.`);
  if (!groupBy || boundaries.length === 0)
    fail(40_198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  checkDefault(otherwise, boundaries, compare);
  const key = computed((row) => bucketOf(groupBy.evaluate(row), boundaries, otherwise, compare));
  const fields = compileAccumulated([...output], context.scope);
  const groups = grouped(context, () => new Grouping(key, fields, collation));
  const sorted = sort(BY_ID, { ...context, following: [] }, name);
  return (rows) => sorted(groups(rows));
};

/** A `groupBy` has to be a path or an expression. */
export function groupByOf(value: Value, compiler: Compiler, code: number, name: string): Expression {
  const isExpression = value instanceof Map && [...value.keys()][0]?.startsWith('$');
  const isPath = typeof value === 'string' && value.startsWith('$');
  if (!isExpression && !isPath) {
    fail(code, `The ${name} 'groupBy' field must be defined as a $-prefixed path or an expression`);
  }
  return compiler.compile(value);
}

function constantOf(value: Value, compiler: Compiler, code: number, message: string): Value {
  const expression = compiler.compile(value);
  return expression.constant ? expression.evaluate(EMPTY_ROW) : fail(code, message);
}

function boundariesOf(value: Value, compiler: Compiler, compare: (a: Value, b: Value) => number): Value[] {
  if (!Array.isArray(value)) {
    return fail(
      40_200,
      `The $bucket 'boundaries' field must be an array, but found type: ${typeName(value)}.`,
    );
  }
  const message = "The $bucket 'boundaries' field must be an array of constant values";
  const boundaries = value.map((boundary) => constantOf(boundary, compiler, 40_191, message));
  if (boundaries.length < 2) {
    fail(
      40_192,
      `The $bucket 'boundaries' field must have at least 2 values, but found ${boundaries.length} value(s).`,
    );
  }
  for (const [index, upper] of boundaries.slice(1).entries()) {
    const lower = boundaries[index];
    if (rank(lower) !== rank(upper)) {
      fail(
        40_193,
        `All values in the the 'boundaries' option to $bucket must have the same type. Found conflicting types ${typeName(lower)} and ${typeName(upper)}.`,
      );
    }
    if (compare(lower, upper) >= 0) {
      fail(
        40_194,
        `The 'boundaries' option to $bucket must be sorted, but elements ${index} and ${index + 1} are not in ascending order.`,
      );
    }
  }
  return boundaries;
}

function rank(value: Value): number {
  return TYPE_RANK[typeOf(value)]!;
}

function checkDefault(otherwise: Value, boundaries: Value[], compare: (a: Value, b: Value) => number): void {
  if (otherwise === undefined || rank(otherwise) !== rank(boundaries[0])) return;
  if (compare(otherwise, boundaries[0]) < 0 || compare(otherwise, boundaries.at(-1)) >= 0) return;
  fail(
    40_199,
    "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
  );
}

function bucketOf(
  value: Value,
  boundaries: Value[],
  otherwise: Value,
  compare: (a: Value, b: Value) => number,
): Value {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(boundaries[middle], value) <= 0) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && low < boundaries.length) return boundaries[low - 1];
  if (otherwise !== undefined) return otherwise;
  return fail(40_066, '$switch could not find a matching branch for an input, and no default was specified.');
}
