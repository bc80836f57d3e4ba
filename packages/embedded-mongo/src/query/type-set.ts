import { fail } from '../bson/command-error.ts';
import { readNumeric, toInteger } from '../bson/numeric.ts';
import { isNumericType, readString, TYPE_NAMES } from '../bson/value.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { wholeOf, type Test } from './comparison.ts';

const TYPE_OF_NAME = new Map(
  [...TYPE_NAMES].filter(([type]) => type !== 0).map(([type, name]) => [name, type]),
);
const NUMBERS = [...TYPE_NAMES.keys()].filter(isNumericType);

/**
 * Tests for the types that `$type` (or `bsonType` of a schema) names, by code, by name or as a list of them.
 * @throws CommandError 2 for a type that does not exist, 9 for an empty list, 14 for another kind of operand
 */
export function typeTest(operand: RawField, operator: string): Test {
  const types = readTypes(operand, operator);
  return (_bytes, element) => element !== undefined && types.has(element.type);
}

export function readTypes(operand: RawField, operator: string): ReadonlySet<number> {
  const types = new Set<number>();
  const operands =
    operand.type === BSON_TYPE.array ? [...rawFields(operand.bytes)].map(([, field]) => field) : [operand];
  if (operands.length === 0) fail(9, `${operator} must match at least one type`);
  for (const field of operands) for (const type of typesOf(field)) types.add(type);
  return types;
}

function typesOf(field: RawField): readonly number[] {
  if (field.type === BSON_TYPE.string) {
    const name = readString(field.bytes, wholeOf(field));
    if (name === 'number') return NUMBERS;
    return [TYPE_OF_NAME.get(name) ?? fail(2, `Unknown type name alias: ${name}`)];
  }
  const number = readNumeric(field.bytes, wholeOf(field));
  if (number === undefined) fail(14, 'type must be represented as a number or a string');
  const code = Number(toInteger(number) ?? Number.NaN);
  const type = code === -1 ? BSON_TYPE.minKey : code;
  if (code === 0 || code === BSON_TYPE.minKey || !TYPE_NAMES.has(type)) {
    fail(2, `Invalid numerical type code: ${String(code)}`);
  }
  return [type];
}
