import type { Value } from '../bson/value.ts';

/** Where a variable's value is kept; an expression that reads it holds on to the cell itself. */
export interface Cell {
  value: Value;
}

/**
 * The variables that an expression may name. Names are looked up while compiling; a `$map` or a `$lookup`
 * then only changes the value in the cell. So one compiled expression serves one caller at a time.
 */
export class Scope {
  readonly #cells: ReadonlyMap<string, Cell>;
  readonly #outer: Scope | undefined;
  /** `$$NOW`: one instant for all of a request. */
  readonly now: Date;

  constructor(cells: ReadonlyMap<string, Cell>, now: Date, outer?: Scope) {
    this.#cells = cells;
    this.#outer = outer;
    this.now = now;
  }

  /** The innermost variable of this name. */
  find(name: string): Cell | undefined {
    return this.#cells.get(name) ?? this.#outer?.find(name);
  }

  /** This scope with more variables, which hide outer ones of the same name. */
  with(cells: ReadonlyMap<string, Cell>): Scope {
    return new Scope(cells, this.now, this);
  }
}

/** The scope of a request without variables of its own. */
export function rootScope(now: Date = new Date()): Scope {
  return new Scope(new Map(), now);
}
