import { fail } from '../bson/command-error.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { isOperatorDocument } from './matcher.ts';

/**
 * The fields that a filter says are equal to one value, from which an upsert makes its document.
 * @param filter one that compiles
 * @throws CommandError 54 when a path, or one inside it, is there twice
 */
export function equalitiesOf(filter: Buffer): Map<string, RawField> {
  const found = new Map<string, RawField>();
  for (const [path, value] of equalitiesIn(filter)) add(path, value, found);
  return found;
}

/**
 * The `_id` that a filter asks for, which is all that a replacement takes from it.
 * @throws CommandError 54 when it is there twice, 111 when only a part of it is
 */
export function idEqualityOf(filter: Buffer): RawField | undefined {
  const found = new Map<string, RawField>();
  for (const [path, value] of equalitiesIn(filter)) {
    if (path === '_id') add(path, value, found);
    else if (path.startsWith('_id.')) {
      fail(111, `field at '_id' must be exactly specified, field at sub-path '${path}' found`);
    }
  }
  return found.get('_id');
}

function* equalitiesIn(filter: Buffer): Generator<[path: string, value: RawField]> {
  for (const [name, field] of rawFields(filter)) {
    if (name === '$and') for (const [, part] of rawFields(field.bytes)) yield* equalitiesIn(part.bytes);
    else if (name === '$or') yield* equalitiesOfChoice(field);
    else if (!name.startsWith('$')) yield* equalitiesOfField(name, field);
  }
}

/** A choice of one is none, however often it is given. */
function* equalitiesOfChoice(field: RawField): Generator<[path: string, value: RawField]> {
  const [first, ...others] = [...rawFields(field.bytes)].map(([, { bytes }]) => bytes);
  if (first && others.every((other) => other.equals(first))) yield* equalitiesIn(first);
}

function* equalitiesOfField(path: string, field: RawField): Generator<[path: string, value: RawField]> {
  if (!isOperatorDocument(field)) {
    if (field.type !== BSON_TYPE.regex) yield [path, field];
    return;
  }
  for (const [operator, operand] of rawFields(field.bytes)) {
    if (operator === '$eq') yield [path, operand];
    else if (operator === '$in' || operator === '$all') {
      const values = [...rawFields(operand.bytes)].map(([, value]) => value);
      if (operator === '$in' && !isOneValue(values)) continue;
      for (const value of operator === '$in' ? values.slice(0, 1) : values) {
        if (value.type !== BSON_TYPE.regex && !isOperatorDocument(value)) yield [path, value];
      }
    }
  }
}

function isOneValue([first, ...others]: readonly RawField[]): boolean {
  return others.every(({ type, bytes }) => type === first!.type && bytes.equals(first!.bytes));
}

function add(path: string, value: RawField, found: Map<string, RawField>): void {
  for (const other of found.keys()) {
    if (other === path) fail(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    if (other.startsWith(`${path}.`) || path.startsWith(`${other}.`)) {
      fail(54, `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`);
    }
  }
  found.set(path, value);
}
