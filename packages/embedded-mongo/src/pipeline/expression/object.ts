import { fail } from '../../bson/command-error.ts';
import { typeName, type Value, type ValueMap } from '../../bson/value.ts';
import { EMPTY_ROW } from '../row.ts';
import { named, unary } from './arguments.ts';
import { folded, type Compiler, type Operator } from './expression.ts';
import { isNullish } from './numbers.ts';

/** @throws CommandError 40400 for what is neither a document nor null */
export function mergeInto(merged: ValueMap, value: Value): void {
  if (isNullish(value)) return;
  if (!(value instanceof Map)) {
    fail(40_400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
  }
  for (const [name, field] of value) merged.set(name, field);
}

function objectToArray(value: Value): Value {
  if (isNullish(value)) return null;
  if (!(value instanceof Map)) {
    return fail(40_390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  }
  return [...value].map(
    ([k, v]) =>
      new Map<string, Value>([
        ['k', k],
        ['v', v],
      ]),
  );
}

function arrayToObject(value: Value): Value {
  if (isNullish(value)) return null;
  if (!Array.isArray(value)) {
    return fail(40_386, `$arrayToObject requires an array input, found: ${typeName(value)}`);
  }
  const pairs = Array.isArray(value[0]);
  if (value.length > 0 && !pairs && !(value[0] instanceof Map)) {
    fail(40_398, `Unrecognised input type format for $arrayToObject: ${typeName(value[0])}`);
  }
  const object: ValueMap = new Map();
  for (const item of value) {
    const [key, field] = pairs ? pairOf(item) : fieldOf(item);
    if (key.includes('\0'))
      fail(pairs ? 4_940_400 : 4_940_401, 'Key field cannot contain an embedded null byte');
    object.set(key, field);
  }
  return object;
}

const CONSISTENT =
  '$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects.';

function pairOf(item: Value): [string, Value] {
  if (!Array.isArray(item)) {
    return fail(40_396, `${CONSISTENT} Array was detected, now found: ${typeName(item)}`);
  }
  if (item.length !== 2) {
    fail(40_397, `$arrayToObject requires an array of size 2 arrays, found array of size: ${item.length}`);
  }
  const [key, value] = item;
  if (typeof key === 'string') return [key, value];
  return fail(
    40_395,
    `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${typeName(key)}`,
  );
}

function fieldOf(item: Value): [string, Value] {
  if (!(item instanceof Map)) {
    return fail(40_391, `${CONSISTENT} Object was detected, now found: ${typeName(item)}`);
  }
  if (item.size !== 2) {
    fail(
      40_392,
      `$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:${item.size}`,
    );
  }
  const key = item.get('k');
  if (!item.has('k') || !item.has('v')) {
    fail(40_393, "$arrayToObject requires an object with keys 'k' and 'v'. Missing either or both keys");
  }
  if (typeof key === 'string') return [key, item.get('v')];
  return fail(
    40_394,
    `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: ${typeName(key)}`,
  );
}

/**
 * The name of a field that `$setField` and `$unsetField` change; it must be known from the start.
 * @throws CommandError 4161106 to 4161108, 9534700
 */
function constantName(value: Value, compiler: Compiler, name: string): string {
  if (typeof value === 'string' && value.startsWith('$')) {
    compiler.compile(value);
    fail(
      4_161_108,
      `A field path reference which is not allowed in this context. Did you mean {$literal: '${value}'}?`,
    );
  }
  if (!isLiteral(value)) {
    fail(4_161_106, `${name} requires 'field' to evaluate to a constant, but got a non-constant argument`);
  }
  const expression = compiler.compile(value);
  const text = expression.constant ? expression.evaluate(EMPTY_ROW) : undefined;
  if (typeof text !== 'string') {
    return fail(4_161_107, `${name} requires 'field' to evaluate to type String, but got ${typeName(text)}`);
  }
  if (text.includes('\0')) fail(9_534_700, `${name}: 'field' cannot contain an embedded null byte`);
  return text;
}

/** `{$getField: name}` and `{$getField: {field, input}}`; since 7.2 the name may be computed. */
const getField: Operator = (argument, compiler, name) => {
  const isNamed = argument instanceof Map && ![...argument.keys()][0]?.startsWith('$');
  let wanted = argument;
  let source: Value = '$$CURRENT';
  if (isNamed) {
    const codes = { notAnObject: 3_041_701, unknown: 3_041_701 };
    const parts = named(argument, name, ['field', 'input'], codes, { field: 3_041_702, input: 3_041_703 });
    wanted = parts.field;
    source = parts.input;
  }
  const field = compiler.compile(wanted);
  if (field.constant && isLiteral(wanted)) nameIn(field.evaluate(EMPTY_ROW), name, 5_654_602);
  const input = compiler.compile(source);
  return folded([field, input], (row) => {
    const key = nameIn(field.evaluate(row), name, 3_041_704);
    const value = input.evaluate(row);
    if (value instanceof Map) return value.get(key);
    return value === undefined || !isNullish(value) ? undefined : null;
  });
};

/** Is it a value as it stands, and not one that is worked out? */
function isLiteral(value: Value): boolean {
  return !(value instanceof Map) || value.has('$literal') || value.has('$const');
}

function nameIn(value: Value, name: string, code: number): string {
  if (typeof value === 'string') return value;
  return fail(code, `${name} requires 'field' to evaluate to type String, but got ${typeName(value)}`);
}

function changeField(hasValue: boolean): Operator {
  return (argument, compiler, name) => {
    const codes = { notAnObject: 4_161_100, unknown: 4_161_101 };
    const allowed = hasValue ? (['field', 'input', 'value'] as const) : (['field', 'input'] as const);
    const required = hasValue ? { field: 4_161_102, value: 4_161_103 } : { field: 4_161_102 };
    const parts: Partial<Record<'field' | 'input' | 'value', Value>> = named(argument, name, allowed, codes, {
      ...required,
      input: 4_161_109,
    });
    const changed = constantName(parts.field, compiler, name);
    const input = compiler.compile(parts.input);
    const value = hasValue ? compiler.compile(parts.value) : undefined;
    return folded([input, value], (row) => {
      const object = input.evaluate(row);
      if (isNullish(object)) return null;
      if (!(object instanceof Map)) {
        return fail(4_161_105, `${name} requires 'input' to evaluate to type Object`);
      }
      const copy = new Map(object);
      const set = value?.evaluate(row);
      if (set === undefined) copy.delete(changed);
      else copy.set(changed, set);
      return copy;
    });
  };
}

export const OBJECT: Readonly<Record<string, Operator>> = {
  $objectToArray: unary(objectToArray),
  $arrayToObject: unary(arrayToObject),
  $getField: getField,
  $setField: changeField(true),
  $unsetField: changeField(false),
};
