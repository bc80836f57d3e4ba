import { Binary } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { isInt32, typeName, type Value } from '../../bson/value.ts';
import { encodeDocument } from '../../bson/writer.ts';
import { operands, unary } from './arguments.ts';
import { folded, type Operator } from './expression.ts';
import { isNullish, isNumber } from './numbers.ts';

function isInteger(value: Value): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && isInt32(value));
}

/** Of nothing it is `identity`; of ints an int, of any long a long. */
function bitwise(apply: (left: bigint, right: bigint) => bigint, identity: bigint): Operator {
  return (argument, compiler, name) => {
    const list = operands(argument, compiler);
    return folded(list, (row) => {
      let bits = identity;
      let isLong = false;
      for (const { evaluate } of list) {
        const value = evaluate(row);
        if (isNullish(value)) return null;
        if (!isInteger(value)) return fail(14, `${name} only supports int and long operands.`);
        if (typeof value === 'bigint') isLong = true;
        bits = apply(bits, BigInt(value));
      }
      return isLong ? BigInt.asIntN(64, bits) : Number(BigInt.asIntN(32, bits));
    });
  };
}

function bitNot(value: Value, name: string): Value {
  if (isNullish(value)) return null;
  if (!isNumber(value)) return fail(28_765, `${name} only supports numeric types, not ${typeName(value)}`);
  if (!isInteger(value)) return fail(14, `${name} only supports int and long, not: ${typeName(value)}.`);
  return typeof value === 'bigint' ? ~value : ~value;
}

function binarySize(value: Value): Value {
  if (isNullish(value)) return null;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Binary) return value.length();
  return fail(51_276, `$binarySize requires a string or BinData argument, found: ${typeName(value)}`);
}

function bsonSize(value: Value): Value {
  if (isNullish(value)) return null;
  if (value instanceof Map) return encodeDocument(value).length;
  return fail(31_393, `$bsonSize requires a document input, found: ${typeName(value)}`);
}

export const BITS: Readonly<Record<string, Operator>> = {
  $bitAnd: bitwise((left, right) => left & right, -1n),
  $bitOr: bitwise((left, right) => left | right, 0n),
  $bitXor: bitwise((left, right) => left ^ right, 0n),
  $bitNot: unary(bitNot),
  $binarySize: unary(binarySize),
  $bsonSize: unary(bsonSize),
};
