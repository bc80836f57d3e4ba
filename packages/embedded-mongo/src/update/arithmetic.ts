import { Decimal128 } from 'bson';
import { fail } from '../bson/command-error.ts';
import { packDecimal } from '../bson/decimal.ts';
import { fieldText, textOf } from '../bson/text.ts';
import { decodeField, doubleValue, isNumericType, nameOfType, typeOf, type Value } from '../bson/value.ts';
import { encodeField } from '../bson/writer.ts';
import { addDecimals, multiplyDecimals, toDecimal } from '../pipeline/expression/decimal-math.ts';
import { isDouble, toDouble, toLong, type NumberValue } from '../pipeline/expression/numbers.ts';
import { BSON_TYPE } from '../storage/raw-fields.ts';
import { idText, type Modifier, type ModifierCompiler } from './modifier.ts';
import { sameNode, valueOfNode, type Node } from './tree.ts';

/** Adds or multiplies; undefined when the result fits no int64. Int32 grows to int64, double and decimal win. */
type Calculation = (left: NumberValue, right: NumberValue) => NumberValue | undefined;

function calculation(
  integers: (left: bigint, right: bigint) => bigint,
  doubles: (left: number, right: number) => number,
  decimals: typeof addDecimals,
): Calculation {
  return (left, right) => {
    if (left instanceof Decimal128 || right instanceof Decimal128) {
      return packDecimal(decimals(toDecimal(left), toDecimal(right)));
    }
    if (isDouble(left) || isDouble(right)) return doubleValue(doubles(toDouble(left), toDouble(right)));
    const result = integers(toLong(left), toLong(right));
    if (result !== BigInt.asIntN(64, result)) return undefined;
    const isLong = typeof left === 'bigint' || typeof right === 'bigint';
    return isLong || result !== BigInt.asIntN(32, result) ? result : Number(result);
  };
}

const add = calculation(
  (left, right) => left + right,
  (left, right) => left + right,
  addDecimals,
);
const multiply = calculation(
  (left, right) => left * right,
  (left, right) => left * right,
  multiplyDecimals,
);

export const compileInc: ModifierCompiler = (path, argument) =>
  arithmetic('$inc', path, decodeField(argument), add);
export const compileMul: ModifierCompiler = (path, argument) =>
  arithmetic('$mul', path, decodeField(argument), multiply);

function arithmetic(name: '$inc' | '$mul', path: string, operand: Value, calculate: Calculation): Modifier {
  if (!isNumericType(typeOf(operand))) {
    const verb = name === '$inc' ? 'increment' : 'multiply';
    fail(14, `Cannot ${verb} with non-numeric argument: {${fieldText(path, operand)}}`);
  }
  const number = operand as NumberValue;
  const first = encodeField(name === '$inc' ? number : multiply(number, 0));
  return (current, run, taken) => {
    if (!current) return first;
    const value = valueOfNode(current);
    if (!isNumericType(current.type)) {
      const field = taken.slice(taken.lastIndexOf('.') + 1);
      fail(
        14,
        `Cannot apply ${name} to a value of non-numeric type. ${idText(run)} has the field '${field}' of ` +
          `non-numeric type ${nameOfType(current.type)}`,
      );
    }
    const result = calculate(value as NumberValue, number);
    if (result === undefined) {
      fail(
        2,
        `Failed to apply ${name} operations to current value (${textOf(value)}) for document ${idText(run)}`,
      );
    }
    return changedTo(current, encodeField(result));
  };
}

/** The new node, or the old one when it says the same. */
export function changedTo(current: Node, next: Node): Node {
  return sameNode(current, next) ? current : next;
}

const BITWISE: Readonly<Record<string, (left: bigint, right: bigint) => bigint>> = {
  and: (left, right) => left & right,
  or: (left, right) => left | right,
  xor: (left, right) => left ^ right,
};

export const compileBit: ModifierCompiler = (path, argument) => {
  const operations = decodeField(argument);
  if (!(operations instanceof Map)) {
    return fail(
      2,
      `The $bit modifier is not compatible with a ${nameOfType(argument.type)}. You must pass in an embedded ` +
        'document: {$bit: {field: {and/or/xor: #}}',
    );
  }
  const steps = [...operations].map(([name, operand]) => bitStep(name, operand));
  if (steps.length === 0) {
    fail(
      2,
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}: ${path}`,
    );
  }
  return (current, run, taken) => {
    let value: NumberValue = 0;
    if (current) {
      if (current.type !== BSON_TYPE.int32 && current.type !== BSON_TYPE.int64) {
        fail(
          2,
          `Cannot apply $bit to a value of non-integral type.${idText(run)} has the field ` +
            `${taken} of non-integer type ${nameOfType(current.type)}`,
        );
      }
      value = valueOfNode(current) as NumberValue;
    }
    for (const step of steps) value = step(value);
    const result = encodeField(value);
    return current ? changedTo(current, result) : result;
  };
};

function bitStep(name: string, operand: Value): (value: NumberValue) => NumberValue {
  const operation = Object.hasOwn(BITWISE, name) ? BITWISE[name] : undefined;
  if (!operation) {
    return fail(
      2,
      `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${fieldText(name, operand)}}`,
    );
  }
  const type = typeOf(operand);
  if (type !== BSON_TYPE.int32 && type !== BSON_TYPE.int64) {
    fail(
      2,
      `The $bit modifier field must be an Integer(32/64 bit); a '${nameOfType(type)}' is not supported here: {${fieldText(name, operand)}}`,
    );
  }
  const right = toLong(operand as NumberValue);
  return (value) => {
    const result = operation(toLong(value), right);
    return typeof value === 'bigint' || typeof operand === 'bigint' ? result : Number(result);
  };
}
