import { decodeField, typeOf, type Value } from '../bson/value.ts';
import { encodeField } from '../bson/writer.ts';
import { valueAt } from '../pipeline/expression/field-path.ts';
import type { Scope } from '../pipeline/scope.ts';
import { BSON_TYPE, type RawField } from '../storage/raw-fields.ts';
import { comparisonCondition, wholeComparison, type Comparison, type Condition } from './conditions.ts';

/** A field that `$expr` demands to be equal to something that is no field, or less or greater than it. */
export interface ExprComparison {
  path: string;
  comparison: Comparison;
  /** Can `value` give something else another time, as the variable of a `$lookup` does? */
  isConstant: boolean;
  value: () => Value;
}

/** What each comparison says when its sides are exchanged. */
const TURNED: ReadonlyMap<string, Comparison> = new Map([
  ['$eq', '$eq'],
  ['$gt', '$lt'],
  ['$gte', '$lte'],
  ['$lt', '$gt'],
  ['$lte', '$gte'],
]);

/** The comparisons that an expression demands at its top, alone or in an `$and`, for a plan with an index. */
export function exprComparisons(expression: RawField, scope: Scope): ExprComparison[] {
  // Where `$field` means a field of something else, it is not the document's.
  return scope.find('CURRENT') ? [] : [...comparisonsIn(decodeField(expression), scope)];
}

function* comparisonsIn(expression: Value, scope: Scope): Generator<ExprComparison> {
  if (!(expression instanceof Map) || expression.size !== 1) return;
  const [[operator, operands]] = expression as unknown as [[string, Value]];
  if (!Array.isArray(operands)) return;
  if (operator === '$and') for (const operand of operands) yield* comparisonsIn(operand, scope);
  const turned = TURNED.get(operator);
  if (!turned || operands.length !== 2) return;
  const [left, right] = operands;
  const comparison =
    comparisonOf(operator as Comparison, left, right, scope) ?? comparisonOf(turned, right, left, scope);
  if (comparison) yield comparison;
}

function comparisonOf(
  comparison: Comparison,
  field: Value,
  other: Value,
  scope: Scope,
): ExprComparison | undefined {
  if (typeof field !== 'string' || !/^\$[^$]/.test(field)) return undefined;
  const read = readerOf(other, scope);
  return read && { path: field.slice(1), comparison, ...read };
}

function readerOf(operand: Value, scope: Scope): Pick<ExprComparison, 'isConstant' | 'value'> | undefined {
  if (operand instanceof Map || Array.isArray(operand)) return undefined;
  if (typeof operand !== 'string' || !operand.startsWith('$')) {
    return { isConstant: true, value: () => operand };
  }
  const [name, ...path] = operand.slice(2).split('.');
  const cell = operand.startsWith('$$') ? scope.find(name!) : undefined;
  return cell && { isConstant: cell.isConstant === true, value: () => valueAt(cell.value, path, 0) };
}

/**
 * What the comparison leaves of an index on the path. To an expression an array is equal to another array only, and
 * what is missing to nothing that an index holds: for such values there is no condition.
 */
export function exprCondition(
  { path, comparison, value }: ExprComparison,
  collated: boolean,
): Condition | undefined {
  const operand = value();
  if (operand === undefined || UNINDEXED.has(typeOf(operand))) return undefined;
  const field = encodeField(operand);
  return comparison === '$eq'
    ? comparisonCondition(path, comparison, field, collated)
    : wholeComparison(path, comparison, field, collated);
}

const UNINDEXED: ReadonlySet<number> = new Set([
  BSON_TYPE.undefined,
  BSON_TYPE.null,
  BSON_TYPE.array,
  BSON_TYPE.regex,
]);
