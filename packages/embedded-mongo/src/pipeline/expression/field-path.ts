import { Timestamp } from 'bson';
import { fail } from '../../bson/command-error.ts';
import { decodeElement, type Value } from '../../bson/value.ts';
import { checkPath } from '../../query/sort.ts';
import { BSON_TYPE, elementAt, findElement, type Element } from '../../storage/raw-fields.ts';
import { fieldName, type FieldName, type Row } from '../row.ts';
import { computed, constant, type Compiler, type Expression } from './expression.ts';

/**
 * Compiles `$field`, `$field.of.field`, `$$variable` and `$$variable.field`.
 * @throws CommandError 16872 for `$` alone, 9 for an impossible variable, 17276 for one that is not defined, and as
 *   `splitPath`
 */
export function compileReference(text: string, compiler: Compiler): Expression {
  if (text.length < 2) fail(16_872, "'$' by itself is not a valid FieldPath");
  if (!text.startsWith('$$')) return compileField(text.slice(1), compiler);
  const dot = text.indexOf('.');
  const variable = text.slice(2, dot < 0 ? undefined : dot);
  checkReadable(variable);
  if (!isDefined(variable, compiler)) refuseVariable(variable);
  return compileVariable(variable, splitPath(text.slice(2)).slice(1), compiler);
}

function compileField(path: string, compiler: Compiler): Expression {
  const names = splitPath(path);
  const current = compiler.scope.find('CURRENT');
  if (current) return computed(() => valueAt(current.value, names, 0));
  return computed(fieldReader(names));
}

/** Variables that are there without being defined. */
const BUILT_IN: ReadonlySet<string> = new Set(['ROOT', 'CURRENT', 'NOW', 'REMOVE', 'USER_ROLES']);

function isDefined(variable: string, { scope }: Compiler): boolean {
  if (variable === 'CLUSTER_TIME') return scope.request.clusterTime !== undefined;
  return BUILT_IN.has(variable) || scope.find(variable) !== undefined;
}

function compileVariable(variable: string, path: string[], compiler: Compiler): Expression {
  const cell = compiler.scope.find(variable);
  if (cell) {
    const read = (): Value => (path.length === 0 ? cell.value : valueAt(cell.value, path, 0));
    return cell.isConstant ? constant(read()) : computed(read);
  }
  const { now, clusterTime } = compiler.scope.request;
  switch (variable) {
    case 'NOW':
      return constant(path.length === 0 ? now : undefined);
    case 'CLUSTER_TIME':
      return constant(path.length === 0 ? new Timestamp(clusterTime!()) : undefined);
    case 'REMOVE':
      return constant(undefined);
    case 'USER_ROLES':
      // Nobody has a role here, for there are no users.
      return constant([]);
    default:
      return computed(path.length === 0 ? (row) => row.toMap() : fieldReader(path));
  }
}

/** Checks the name of a variable that is read. @throws CommandError 9 */
function checkReadable(variable: string): void {
  if (variable === '') fail(9, 'empty variable names are not allowed');
  if (!/^[a-zA-Z\u0080-\uffff]/.test(variable)) {
    fail(9, `'${variable}' starts with an invalid character for a user variable name`);
  }
  if (!/^[a-zA-Z0-9_\u0080-\uffff]+$/.test(variable)) {
    fail(9, `'${variable}' contains an invalid character for a variable name`);
  }
}

/** Variables that MongoDB has and this server has not, with the code and reason of one that lacks them too. */
const UNAVAILABLE: ReadonlyMap<string, readonly [code: number, reason: string]> = new Map([
  ['CLUSTER_TIME', [51_144, "Builtin variable '$$CLUSTER_TIME' is not available"]],
  ['JS_SCOPE', [4_631_100, "Use of undefined variable '$$JS_SCOPE'."]],
  ['IS_MR', [4_631_101, "Use of undefined variable '$$IS_MR'."]],
  ['SEARCH_META', [6_347_902, 'Stage attempted to access a non-existent source of $$SEARCH_META']],
]);

function refuseVariable(variable: string): never {
  const [code, reason] = UNAVAILABLE.get(variable) ?? [17_276, `Use of undefined variable: ${variable}`];
  return fail(code, reason);
}

/** The parts of a dotted path. @throws CommandError as `compileReference` */
export function splitPath(path: string): string[] {
  checkPath(path);
  return path.split('.');
}

/** Reads a path from a row; arrays on the way give an array of what their documents have. */
export function fieldReader(path: readonly string[]): (row: Row) => Value {
  const [first, ...rest] = path.map(fieldName) as [FieldName, ...FieldName[]];
  if (rest.length === 0) return (row) => row.get(first);
  const names = path.slice(1);
  return (row) => {
    if (row.changes?.has(first.text)) return valueAt(row.changes.get(first.text), names, 0);
    const element = row.element(first);
    return element && rawValueAt(row.base, element, rest, 0);
  };
}

/** The value at a path below a raw value. */
function rawValueAt(bytes: Buffer, element: Element, path: readonly FieldName[], index: number): Value {
  if (index === path.length) return decodeElement(bytes, element);
  if (element.type === BSON_TYPE.document) {
    const inner = findElement(bytes, element, path[index]!.bytes);
    return inner && rawValueAt(bytes, inner, path, index + 1);
  }
  if (element.type !== BSON_TYPE.array) return undefined;
  const values: Value[] = [];
  for (let position = element.start + 4; position < element.end - 1;) {
    const [item, after] = elementAt(bytes, position);
    if (item.type === BSON_TYPE.document) {
      const value = rawValueAt(bytes, item, path, index);
      if (value !== undefined) values.push(value);
    }
    position = after;
  }
  return values;
}

/** The value at a path below a decoded value. */
export function valueAt(value: Value, path: readonly string[], index: number): Value {
  if (index === path.length) return value;
  if (value instanceof Map) return valueAt(value.get(path[index]!), path, index + 1);
  if (!Array.isArray(value)) return undefined;
  const values: Value[] = [];
  for (const item of value) {
    if (!(item instanceof Map)) continue;
    const inner = valueAt(item, path, index);
    if (inner !== undefined) values.push(inner);
  }
  return values;
}
