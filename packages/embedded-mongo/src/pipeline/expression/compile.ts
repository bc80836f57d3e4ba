import type { Scope } from '../scope.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import type { Expression } from './expression.ts';

/**
 * Compiles an expression as it came in a request. To evaluate it for a stored document:
 * `expression.evaluate(new Row(document))`.
 * @throws CommandError 168 for an unknown operator, 17276 for an unknown variable, and the operators' own codes
 */
export declare function compileExpression(field: RawField, scope: Scope): Expression;
