import type { Value } from '../../bson/value.ts';
import type { Compiler } from '../expression/expression.ts';
import type { Row } from '../row.ts';
import type { Memory } from './memory.ts';

/** What has been gathered from the rows of one group. */
export interface State {
  add(value: Value): void;
  /** `undefined` becomes null in a group. */
  result(): Value;
}

/** An accumulator made ready: what it takes from a row, and a new state for every group. */
export interface Accumulator {
  readonly evaluate: (row: Row) => Value;
  /** @param key what the rows are grouped by, for a number of results that depends on it */
  readonly create: (memory: Memory, key: Row) => State;
  /** Does every group begin alike, whatever its key? */
  readonly ignoresKey: boolean;
}

/** @param name with its `$`, for messages */
export type AccumulatorOperator = (argument: Value, compiler: Compiler, name: string) => Accumulator;
