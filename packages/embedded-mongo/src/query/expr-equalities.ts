import { decodeField, typeOf, type Value } from '../bson/value.ts';
import { encodeField } from '../bson/writer.ts';
import { valueAt } from '../pipeline/expression/field-path.ts';
import type { Scope } from '../pipeline/scope.ts';
import { BSON_TYPE, type RawField } from '../storage/raw-fields.ts';
import { comparisonCondition, type Condition } from './conditions.ts';

/** A field that `$expr` demands to be equal to something that is no field. */
export interface ExprEquality {
  path: string;
  /** Can `value` give something else another time, as the variable of a `$lookup` does? */
  isConstant: boolean;
  value: () => Value;
}

/** The equalities that an expression demands at its top, alone or in an `$and`, for a plan with an index. */
export function exprEqualities(expression: RawField, scope: Scope): ExprEquality[] {
  // Where `$field` means a field of something else, it is not the document's.
  return scope.find('CURRENT') ? [] : [...equalitiesIn(decodeField(expression), scope)];
}

function* equalitiesIn(expression: Value, scope: Scope): Generator<ExprEquality> {
  if (!(expression instanceof Map) || expression.size !== 1) return;
  const [[operator, operands]] = expression as unknown as [[string, Value]];
  if (!Array.isArray(operands)) return;
  if (operator === '$and') for (const operand of operands) yield* equalitiesIn(operand, scope);
  if (operator !== '$eq' || operands.length !== 2) return;
  const [left, right] = operands;
  const equality = equalityOf(left, right, scope) ?? equalityOf(right, left, scope);
  if (equality) yield equality;
}

function equalityOf(field: Value, other: Value, scope: Scope): ExprEquality | undefined {
  if (typeof field !== 'string' || !/^\$[^$]/.test(field)) return undefined;
  const read = readerOf(other, scope);
  return read && { path: field.slice(1), ...read };
}

function readerOf(operand: Value, scope: Scope): Omit<ExprEquality, 'path'> | undefined {
  if (operand instanceof Map || Array.isArray(operand)) return undefined;
  if (typeof operand !== 'string' || !operand.startsWith('$')) {
    return { isConstant: true, value: () => operand };
  }
  const [name, ...path] = operand.slice(2).split('.');
  const cell = operand.startsWith('$$') ? scope.find(name!) : undefined;
  return cell && { isConstant: cell.isConstant === true, value: () => valueAt(cell.value, path, 0) };
}

/**
 * What the equality leaves of an index on the path. To an expression an array is equal to another array only, and
 * what is missing to nothing that an index holds: for such values there is no condition.
 */
export function exprCondition({ path, value }: ExprEquality, collated: boolean): Condition | undefined {
  const operand = value();
  if (operand === undefined || UNINDEXED.has(typeOf(operand))) return undefined;
  return comparisonCondition(path, '$eq', encodeField(operand), collated);
}

const UNINDEXED: ReadonlySet<number> = new Set([
  BSON_TYPE.undefined,
  BSON_TYPE.null,
  BSON_TYPE.array,
  BSON_TYPE.regex,
]);
