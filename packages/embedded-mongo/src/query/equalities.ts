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
  collect(filter, found);
  return found;
}

function collect(filter: Buffer, found: Map<string, RawField>): void {
  for (const [name, field] of rawFields(filter)) {
    if (name === '$and') for (const [, part] of rawFields(field.bytes)) collect(part.bytes, found);
    else if (name === '$or') collectOnly(field, found);
    else if (!name.startsWith('$')) collectField(name, field, found);
  }
}

/** A choice of one is none. */
function collectOnly(field: RawField, found: Map<string, RawField>): void {
  const parts = [...rawFields(field.bytes)];
  if (parts.length === 1) collect(parts[0]![1].bytes, found);
}

function collectField(path: string, field: RawField, found: Map<string, RawField>): void {
  if (!isOperatorDocument(field)) {
    if (field.type !== BSON_TYPE.regex) add(path, field, found);
    return;
  }
  for (const [operator, operand] of rawFields(field.bytes)) {
    if (operator === '$eq') add(path, operand, found);
    else if (operator === '$in' || operator === '$all') {
      const values = [...rawFields(operand.bytes)].map(([, value]) => value);
      const [only] = values;
      if (only && values.length === 1 && only.type !== BSON_TYPE.regex && !isOperatorDocument(only)) {
        add(path, only, found);
      }
    }
  }
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
