import type { Value, ValueMap } from '../../bson/value.ts';
import { fieldName, type FieldName, type Row } from '../row.ts';

/** A dotted path that a stage reads or sets; arrays on the way are not entered. */
export class NestedPath {
  readonly first: FieldName;
  readonly rest: readonly string[];

  constructor(names: readonly string[]) {
    this.first = fieldName(names[0]!);
    this.rest = names.slice(1);
  }

  get(row: Row): Value {
    let value = row.get(this.first);
    for (const name of this.rest) value = value instanceof Map ? value.get(name) : undefined;
    return value;
  }

  /** The row with a value there; what stands in the way becomes a document. `undefined` removes. */
  set(row: Row, value: Value): Row {
    return row.with(this.change(row, value));
  }

  change(row: Row, value: Value): Map<string, Value> {
    const changed = this.rest.length === 0 ? value : setInside(row.get(this.first), this.rest, 0, value);
    return new Map([[this.first.text, changed]]);
  }
}

function setInside(outer: Value, path: readonly string[], index: number, value: Value): Value {
  // To remove a field from what has none changes nothing.
  if (value === undefined && !(outer instanceof Map)) return outer;
  const copy: ValueMap = outer instanceof Map ? new Map(outer) : new Map();
  const name = path[index]!;
  const inner = index === path.length - 1 ? value : setInside(copy.get(name), path, index + 1, value);
  if (inner === undefined) copy.delete(name);
  else copy.set(name, inner);
  return copy;
}
