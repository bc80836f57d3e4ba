import { fail } from '../../bson/command-error.ts';
import { decodeField, type Value, type ValueMap } from '../../bson/value.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import type { Cell, Scope } from '../scope.ts';
import { constant, folded, type Compiler, type Expression } from './expression.ts';
import { compileReference } from './field-path.ts';
import { OPERATORS } from './operators.ts';

/**
 * Compiles an expression as it came in a request. To evaluate it for a stored document:
 * `expression.evaluate(new Row(document))`.
 * @throws CommandError 168 for an unknown operator, 17276 for an unknown variable, and the operators' own codes
 */
export function compileExpression(field: RawField, scope: Scope): Expression {
  return compileValue(decodeField(field), scope);
}

/** Compiles an expression that has been decoded. */
export function compileValue(value: Value, scope: Scope): Expression {
  return new ScopeCompiler(scope).compile(value);
}

/** For what has operands that are expressions. */
export function compilerFor(scope: Scope): Compiler {
  return new ScopeCompiler(scope);
}

class ScopeCompiler implements Compiler {
  readonly scope: Scope;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  compile(value: Value): Expression {
    if (typeof value === 'string' && value.startsWith('$')) return compileReference(value, this);
    if (Array.isArray(value)) return this.#array(value);
    if (value instanceof Map) return this.#document(value);
    return constant(value);
  }

  with(cells: ReadonlyMap<string, Cell>): Compiler {
    return new ScopeCompiler(this.scope.with(cells));
  }

  #array(values: Value[]): Expression {
    const items = values.map((value) => this.compile(value));
    return folded(items, (row) =>
      items.map(({ evaluate }) => {
        const item = evaluate(row);
        return item === undefined ? null : item;
      }),
    );
  }

  #document(map: ValueMap): Expression {
    const [first] = map.keys();
    if (first?.startsWith('$')) return this.#operator(first, map);
    const fields = [...map].map(([name, value]): [string, Expression] => [
      validName(name),
      this.compile(value),
    ]);
    return folded(
      fields.map(([, expression]) => expression),
      (row) => {
        const document: ValueMap = new Map();
        for (const [name, { evaluate }] of fields) {
          const value = evaluate(row);
          if (value !== undefined) document.set(name, value);
        }
        return document;
      },
    );
  }

  #operator(name: string, map: ValueMap): Expression {
    if (map.size !== 1) {
      fail(
        15_983,
        `An object representing an expression must have exactly one field: { ${[...map.keys()].join(', ')} }`,
      );
    }
    const operator = OPERATORS.get(name);
    if (!operator) fail(168, `Unrecognized expression '${name}'`);
    return operator(map.get(name), this, name);
  }
}

function validName(name: string): string {
  if (name === '') fail(15_998, 'FieldPath field names may not be empty strings.');
  if (name.startsWith('$')) {
    fail(16_410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  }
  if (name.includes('.')) {
    fail(16_412, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`);
  }
  return name;
}
