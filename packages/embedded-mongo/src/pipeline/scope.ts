import type { Value } from '../bson/value.ts';
import type { Collation } from '../query/collation.ts';

/** Where a variable's value is kept; an expression that reads it holds on to the cell itself. */
export interface Cell {
  value: Value;
  /** It has its value from the start, and keeps it. */
  readonly isConstant?: boolean;
}

/** A request that is worked on where it cannot give way. */
export interface Working {
  /** Call for every step of a loop that may be long. Mostly returns at once. @throws CommandError when it must end */
  work(): void;
}

/** What is the same for all of a request. */
export interface Request {
  /** `$$NOW`. */
  readonly now: Date;
  /** `$$CLUSTER_TIME`, as a timestamp holds it. */
  readonly clusterTime?: () => bigint;
  /** Who works on it, or on what is read of its cursor later. */
  readonly operation?: Working;
  /** How strings compare; undefined compares their bytes. */
  readonly collation?: Collation | undefined;
  /** It is what documents of a collection have to fulfil. */
  readonly isValidator?: boolean;
}

/**
 * What an expression is compiled in: the variables it may name, the time and the collation. Names are looked
 * up while compiling; a `$map` or a `$lookup` then only changes the value in the cell. So one compiled
 * expression serves one caller at a time.
 */
export class Scope {
  readonly request: Request;
  readonly #cells: ReadonlyMap<string, Cell>;
  readonly #outer: Scope | undefined;

  constructor(request: Request, cells: ReadonlyMap<string, Cell> = new Map(), outer?: Scope) {
    this.request = request;
    this.#cells = cells;
    this.#outer = outer;
  }

  /** The innermost variable of this name. */
  find(name: string): Cell | undefined {
    return this.#cells.get(name) ?? this.#outer?.find(name);
  }

  /** This scope with more variables, which hide outer ones of the same name. */
  with(cells: ReadonlyMap<string, Cell>): Scope {
    return new Scope(this.request, cells, this);
  }
}

/** A scope that notes whether a variable is read, its own or an outer one, that has another value the next time. */
export class NotingScope extends Scope {
  #readsVariables = false;

  get readsVariables(): boolean {
    return this.#readsVariables;
  }

  override find(name: string): Cell | undefined {
    const cell = super.find(name);
    if (cell && !cell.isConstant) this.#readsVariables = true;
    return cell;
  }
}
