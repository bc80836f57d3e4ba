import { fail } from '../../bson/command-error.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { ARRAY } from './array.ts';
import { ARRAY_EACH } from './array-each.ts';
import { BITS } from './bits.ts';
import { CONVERT } from './convert.ts';
import { DATE_ARITHMETIC } from './date-arithmetic.ts';
import { DATE_PARTS } from './date-parts.ts';
import { DATE_TEXT } from './date-text.ts';
import type { Operator } from './expression.ts';
import { HASHED_KEY } from './hashed-key.ts';
import { LOGIC } from './logic.ts';
import { OBJECT } from './object.ts';
import { PERCENTILE } from './percentile.ts';
import { POWERS } from './powers.ts';
import { REGEX } from './regex.ts';
import { SET } from './set.ts';
import { SUMMARY } from './summary.ts';
import { TEXT } from './text.ts';
import { TEXT_SEARCH } from './text-search.ts';
import { TRIGONOMETRY } from './trigonometry.ts';
import { VARIABLES } from './variables.ts';

const notSupported: Operator = (_argument, _compiler, name) =>
  fail(238, `${name} is not supported by this server`);

/** MongoDB has them: this server runs no JavaScript, and has no parts that would need those inside. */
const NOT_SUPPORTED: Readonly<Record<string, Operator>> = Object.fromEntries(
  [
    '$function',
    '$_internalJsEmit',
    '$_internalFindAllValuesAtPath',
    '$_internalFindElemMatch',
    '$_internalFindPositional',
    '$_internalFindSlice',
    '$_internalIndexKey',
    '$_internalKeyStringValue',
    '$_internalOwningShard',
  ].map((name) => [name, notSupported]),
);

/** All that an expression may name. Anything else is an unrecognized expression. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>(
  [
    ARITHMETIC,
    ARRAY,
    ARRAY_EACH,
    BITS,
    CONVERT,
    DATE_ARITHMETIC,
    DATE_PARTS,
    DATE_TEXT,
    HASHED_KEY,
    LOGIC,
    OBJECT,
    PERCENTILE,
    POWERS,
    REGEX,
    SET,
    SUMMARY,
    TEXT,
    TEXT_SEARCH,
    TRIGONOMETRY,
    VARIABLES,
    NOT_SUPPORTED,
  ].flatMap((table) => Object.entries(table)),
);
