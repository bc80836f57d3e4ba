import { compareValues } from '../../bson/compare.ts';
import { fail } from '../../bson/command-error.ts';
import { typeName, type Value } from '../../bson/value.ts';
import { EMPTY_ROW } from '../row.ts';
import { exactly, named, operands, unary } from './arguments.ts';
import { computed, constant, folded, unfolded, type Expression, type Operator } from './expression.ts';
import { isNullish, isTrue } from './numbers.ts';

/** An operator that compares two values by MongoDB's order and the request's collation. */
function comparison(verdict: (order: number) => Value): Operator {
  return (argument, compiler, name) => {
    const [left, right] = exactly(2, argument, compiler, name) as [Expression, Expression];
    const { collation } = compiler.scope.request;
    return folded([left, right], (row) =>
      verdict(compareValues(left.evaluate(row), right.evaluate(row), collation)),
    );
  };
}

const and: Operator = (argument, compiler) => {
  const list = operands(argument, compiler);
  if (list.some((operand) => operand.constant && !isConstantTrue(operand))) return constant(false);
  return folded(list, (row) => list.every(({ evaluate }) => isTrue(evaluate(row))));
};

const or: Operator = (argument, compiler) => {
  const list = operands(argument, compiler);
  if (list.some((operand) => operand.constant && isConstantTrue(operand))) return constant(true);
  return folded(list, (row) => list.some(({ evaluate }) => isTrue(evaluate(row))));
};

function isConstantTrue(operand: Expression): boolean {
  return isTrue(operand.evaluate(EMPTY_ROW));
}

const cond: Operator = (argument, compiler, name) => {
  const [test, then, otherwise] =
    argument instanceof Map ? namedBranches(argument) : listedBranches(argument, name);
  const condition = compiler.compile(test);
  if (condition.constant) {
    const isThen = isConstantTrue(condition);
    unfolded(() => compiler.compile(isThen ? otherwise : then));
    return compiler.compile(isThen ? then : otherwise);
  }
  const whenTrue = compiler.compile(then);
  const whenFalse = compiler.compile(otherwise);
  return computed((row) =>
    isTrue(condition.evaluate(row)) ? whenTrue.evaluate(row) : whenFalse.evaluate(row),
  );
};

type Branches = [test: Value, then: Value, otherwise: Value];

function listedBranches(argument: Value, name: string): Branches {
  const list = Array.isArray(argument) ? argument : [argument];
  if (list.length !== 3) {
    fail(16_020, `Expression ${name} takes exactly 3 arguments. ${list.length} were passed in.`);
  }
  return list as Branches;
}

function namedBranches(argument: Value): Branches {
  const codes = { notAnObject: 17_083, unknown: 17_083 };
  // oxlint-disable-next-line unicorn/no-thenable -- operands are named as MongoDB names them
  const required = { if: 17_080, then: 17_081, else: 17_082 };
  const values = named(argument, '$cond', ['if', 'then', 'else'], codes, required);
  return [values.if, values.then, values.else];
}

const ifNull: Operator = (argument, compiler) => {
  const list = operands(argument, compiler);
  if (list.length < 2) {
    fail(1_257_300, `$ifNull needs at least two arguments, had: ${list.length}`);
  }
  const last = list.at(-1)!;
  return folded(list, (row) => {
    for (const { evaluate } of list.slice(0, -1)) {
      const value = evaluate(row);
      if (!isNullish(value)) return value;
    }
    return last.evaluate(row);
  });
};

/** A branch of `$switch`, not yet compiled. */
interface Branch {
  test: Value;
  result: Value;
}

const choose: Operator = (argument, compiler) => {
  const codes = { notAnObject: 40_060, unknown: 40_067 };
  const values = named(argument, '$switch', ['branches', 'default'], codes, {});
  const branches = Object.hasOwn(values, 'branches') ? branchesOf(values.branches) : [];
  if (branches.length === 0) fail(40_068, '$switch requires at least one branch.');
  let otherwise = Object.hasOwn(values, 'default') ? compiler.compile(values.default) : undefined;
  const open: Array<{ test: Expression; result: Expression }> = [];
  let isDecided = false;
  for (const branch of branches) {
    if (isDecided) {
      unfolded(() => [compiler.compile(branch.test), compiler.compile(branch.result)]);
      continue;
    }
    const test = compiler.compile(branch.test);
    if (!test.constant) {
      open.push({ test, result: compiler.compile(branch.result) });
    } else if (isConstantTrue(test)) {
      otherwise = compiler.compile(branch.result);
      isDecided = true;
    } else {
      unfolded(() => compiler.compile(branch.result));
    }
  }
  if (open.length === 0) {
    return otherwise ?? fail(40_069, 'All cases of a $switch without a default evaluate to false.');
  }
  return computed((row) => {
    for (const { test, result } of open) if (isTrue(test.evaluate(row))) return result.evaluate(row);
    if (otherwise) return otherwise.evaluate(row);
    return fail(
      40_066,
      '$switch could not find a matching branch for an input, and no default was specified.',
    );
  });
};

function branchesOf(value: Value): Branch[] {
  if (!Array.isArray(value))
    fail(40_061, `$switch expected an array for 'branches', found: ${typeName(value)}`);
  return value.map((branch) => {
    const codes = { notAnObject: 40_062, unknown: 40_063 };
    // oxlint-disable-next-line unicorn/no-thenable -- operands are named as MongoDB names them
    const required = { case: 40_064, then: 40_065 };
    const parts = named(branch, '$switch', ['case', 'then'], codes, required);
    return { test: parts.case, result: parts.then };
  });
}

export const LOGIC: Readonly<Record<string, Operator>> = {
  $cmp: comparison((order) => order),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $and: and,
  $or: or,
  $not: unary((value) => !isTrue(value)),
  $cond: cond,
  $ifNull: ifNull,
  $switch: choose,
};
