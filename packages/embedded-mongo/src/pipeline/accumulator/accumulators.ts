import { fail } from '../../bson/command-error.ts';
import type { Value } from '../../bson/value.ts';
import type { Collation } from '../../query/collation.ts';
import type { Compiler } from '../expression/expression.ts';
import type { Accumulator, AccumulatorOperator, State } from './accumulator.ts';
import type { Memory } from './memory.ts';
import { PERCENTILE_ACCUMULATORS } from './percentile.ts';
import { SOME } from './some.ts';
import { Average, Deviation, Distinct, Extreme, First, Last, Merged, Push, Sum } from './states.ts';

/** An accumulator of one expression. @throws CommandError 40237 for more than one */
function unary(create: (memory: Memory, collation: Collation | undefined) => State): AccumulatorOperator {
  return (argument, compiler, name) => {
    if (Array.isArray(argument)) fail(40_237, `The ${name} accumulator is a unary operator`);
    const { evaluate } = compiler.compile(argument);
    const { collation } = compiler.scope.request;
    return { evaluate, create: (memory) => create(memory, collation), ignoresKey: true };
  };
}

const count: AccumulatorOperator = (argument) => {
  if (!(argument instanceof Map) || argument.size > 0) {
    fail(14, '$count takes no arguments, i.e. $count:{}');
  }
  return { evaluate: () => 1, create: () => new Sum(), ignoresKey: true };
};

/** All accumulators of `$group`, `$bucket` and `$bucketAuto`. */
const ACCUMULATORS: ReadonlyMap<string, AccumulatorOperator> = new Map<string, AccumulatorOperator>([
  ['$sum', unary(() => new Sum())],
  ['$avg', unary(() => new Average())],
  ['$min', unary((memory, collation) => new Extreme(1, collation, memory))],
  ['$max', unary((memory, collation) => new Extreme(-1, collation, memory))],
  ['$first', unary((memory) => new First(memory))],
  ['$last', unary((memory) => new Last(memory))],
  ['$push', unary((memory) => new Push(memory))],
  ['$addToSet', unary((memory, collation) => new Distinct(memory, collation))],
  ['$mergeObjects', unary((memory) => new Merged(memory))],
  ['$stdDevPop', unary(() => new Deviation(false))],
  ['$stdDevSamp', unary(() => new Deviation(true))],
  ['$count', count],
  ...Object.entries(SOME),
  ...Object.entries(PERCENTILE_ACCUMULATORS),
]);

/** Fields of `$group` that say that it groups what others have grouped, or will. */
const OF_SHARDS: ReadonlySet<string> = new Set(['$doingMerge', '$willBeMerged']);

/**
 * Compiles a field of `$group`.
 * @throws CommandError 40234 when it is no accumulator, 40238 when it is more than one, 15952 when there is no
 *   such accumulator, 40235 and 40236 for a field's name with a dot or a dollar, 238 for what is not supported
 */
export function compileAccumulator(field: string, value: Value, compiler: Compiler): Accumulator {
  if (OF_SHARDS.has(field)) fail(238, `${field} is not supported by this server`);
  const [first] = value instanceof Map ? value : [];
  if (!first?.[0].startsWith('$')) fail(40_234, `The field '${field}' must be an accumulator object`);
  if (field.includes('.')) fail(40_235, `The field name '${field}' cannot contain '.'`);
  if (field.startsWith('$')) fail(40_236, `The field name '${field}' cannot be an operator name`);
  if ((value as Map<string, Value>).size > 1)
    fail(40_238, `The field '${field}' must specify one accumulator`);
  const [name, argument] = first;
  if (name === '$accumulator' || name.startsWith('$_internal')) {
    fail(238, `${name} is not supported by this server`);
  }
  const operator = ACCUMULATORS.get(name);
  if (!operator) fail(15_952, `unknown group operator '${name}'`);
  return operator(argument, compiler, name);
}
