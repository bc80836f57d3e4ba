import { nameOfType, rootElement } from '../../../bson/value.ts';
import { compileFilter } from '../../../query/filter.ts';
import { compilePath, visitPath, type Path } from '../../../query/path.ts';
import { BSON_TYPE, type Element, type RawField } from '../../../storage/raw-fields.ts';
import { encodeReply, type ReplyDocument, type ReplyValue } from '../../../wire/reply.ts';
import { rawOf, type Clause } from './values.ts';

interface Telling {
  /** Why a document does not match, and why it does where it should not. */
  reasons: readonly [failed: string, matched: string];
  /** The types that the operator is about: another one is a reason of its own. */
  types?: readonly number[];
  /** An array is looked at as a whole. */
  whole?: boolean;
}

const COMPARISON: Telling = { reasons: ['comparison failed', 'comparison succeeded'] };
const NUMBERS = [BSON_TYPE.decimal128, BSON_TYPE.double, BSON_TYPE.int32, BSON_TYPE.int64];
const BITS: Telling = {
  reasons: ['bitwise operator failed to match', 'bitwise operator matched successfully'],
  types: [BSON_TYPE.binary, ...NUMBERS],
};
const FOUND = 'matching value found in array';
const NOT_FOUND = 'no matching value found in array';
const ARRAY = { types: [BSON_TYPE.array], whole: true };

const OPERATORS: ReadonlyMap<string, Telling> = new Map<string, Telling>([
  ['$ne', { reasons: ['comparison succeeded', 'comparison failed'] }],
  ['$in', { reasons: [NOT_FOUND, FOUND] }],
  ['$nin', { reasons: [FOUND, NOT_FOUND] }],
  ['$type', { reasons: ['type did not match', 'type did match'] }],
  [
    '$regex',
    {
      reasons: ['regular expression did not match', 'regular expression did match'],
      types: [BSON_TYPE.regex, BSON_TYPE.string, BSON_TYPE.symbol],
    },
  ],
  [
    '$mod',
    {
      reasons: ['$mod did not evaluate to expected remainder', '$mod did evaluate to expected remainder'],
      types: NUMBERS,
    },
  ],
  [
    '$size',
    {
      reasons: ['array length was not equal to given size', 'array length was equal to given size'],
      ...ARRAY,
    },
  ],
  [
    '$all',
    {
      reasons: ['array did not contain all specified values', 'array did contain all specified values'],
      whole: true,
    },
  ],
  [
    '$elemMatch',
    {
      reasons: ['array did not satisfy the child predicate', 'array did satisfy the child predicate'],
      ...ARRAY,
    },
  ],
  ['$bitsAllSet', BITS],
  ['$bitsAllClear', BITS],
  ['$bitsAnySet', BITS],
  ['$bitsAnyClear', BITS],
]);

/** So many values at a path are told. */
const TOLD_VALUES = 10;

/** One operator on one path. @param specifiedAs as it stands in the filter */
export function leaf(operatorName: string, path: string, specifiedAs: ReplyDocument): Clause {
  const { matches } = compileFilter(encodeReply(specifiedAs));
  const telling = OPERATORS.get(operatorName) ?? COMPARISON;
  const compiled = compilePath(path);
  const details = (document: Buffer, matched: boolean): ReplyDocument => {
    const values = valuesAt(document, compiled, telling.whole !== true);
    if (operatorName === '$exists') {
      return { reason: values.length > 0 ? 'path does exist' : 'path does not exist' };
    }
    if (values.length === 0) return { reason: 'field was missing' };
    const types = namesOf(values.map(({ type }) => type));
    const expected = namesOf(telling.types ?? []);
    const mismatch = !matched && expected.length > 0 && !types.some((type) => expected.includes(type));
    return {
      reason: mismatch ? 'type did not match' : telling.reasons[matched ? 1 : 0],
      ...consideredOf(values),
      ...((mismatch || operatorName === '$type') && oneOrMore('consideredType', types)),
      ...(mismatch && oneOrMore('expectedType', expected)),
    };
  };
  return {
    matches,
    details: (document, matched) => ({ operatorName, specifiedAs, ...details(document, matched) }),
  };
}

/** @param spread an array's elements stand for it, if it has any */
function valuesAt(document: Buffer, path: Path, spread: boolean): RawField[] {
  const elements: Element[] = [];
  const visit = (_bytes: Buffer, element: Element | undefined): boolean => {
    const before = elements.at(-1);
    // An array comes after its elements.
    if (element && (!before || before.start < element.start)) elements.push(element);
    return false;
  };
  visitPath(document, rootElement(document), path, spread, visit, undefined);
  return elements.map((element) => rawOf(document, element));
}

function consideredOf(values: readonly RawField[]): ReplyDocument {
  if (values.length <= TOLD_VALUES) return oneOrMore('consideredValue', values);
  return { consideredValues: values.slice(0, TOLD_VALUES), consideredValuesTruncated: true };
}

function oneOrMore(name: string, values: readonly ReplyValue[]): ReplyDocument {
  return values.length === 1 ? { [name]: values[0] } : { [`${name}s`]: values };
}

function namesOf(types: readonly number[]): string[] {
  return [...new Set(types.map((type) => nameOfType(type)))].toSorted();
}
