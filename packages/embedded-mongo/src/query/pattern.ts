import { fail } from '../bson/command-error.ts';
import { readString } from '../bson/value.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { wholeOf, type Test } from './comparison.ts';
import { prefixCondition, type Condition } from './conditions.ts';
import { onPath, type FilterContext, type Matcher } from './matcher.ts';
import { compileRegex, literalPrefix, type Pattern } from './regex.ts';

/** The pattern of a regular expression that is a value. */
export function patternOf({ bytes }: RawField): Pattern {
  const sourceEnd = bytes.indexOf(0);
  return {
    source: bytes.utf8Slice(0, sourceEnd),
    options: bytes.utf8Slice(sourceEnd + 1, bytes.length - 1),
  };
}

/**
 * The pattern of `{ $regex, $options }`.
 * @throws CommandError 2 for other than texts, 51074 or 51075 for options in both places
 */
export function patternOfDocument(operators: Buffer): Pattern {
  const fields = new Map(rawFields(operators));
  const regex = fields.get('$regex')!;
  const options = fields.get('$options');
  if (options && options.type !== BSON_TYPE.string) fail(2, '$options has to be a string');
  const given = options ? readString(options.bytes, wholeOf(options)) : '';
  if (regex.type === BSON_TYPE.string)
    return { source: readString(regex.bytes, wholeOf(regex)), options: given };
  if (regex.type !== BSON_TYPE.regex) fail(2, '$regex has to be a string');
  const pattern = patternOf(regex);
  if (pattern.options === '' || !options) return { ...pattern, options: given || pattern.options };
  const names = [...fields.keys()];
  const regexComesFirst = names.indexOf('$regex') < names.indexOf('$options');
  // Empty options before a pattern with its own say nothing; after it they are too much.
  if (!regexComesFirst && given === '') return pattern;
  return fail(regexComesFirst ? 51_075 : 51_074, 'options set in both $regex and $options');
}

/** A text in which the pattern is found, or the same regular expression as a value. */
export function compilePattern(path: string, pattern: Pattern, context: FilterContext): Matcher {
  const test = patternTest(pattern);
  context.demands?.add(patternCondition(path, pattern, context));
  return onPath(path, test, context);
}

export function patternTest(pattern: Pattern): Test {
  const regex = compileRegex(pattern);
  const asValue = bytesOf(pattern);
  return (bytes, element) => {
    switch (element?.type) {
      case BSON_TYPE.string:
      case BSON_TYPE.symbol:
        return regex.test(readString(bytes, element));
      case BSON_TYPE.regex:
        return asValue.compare(bytes, element.start, element.end) === 0;
      default:
        return false;
    }
  };
}

/** The pattern as a value. */
function bytesOf({ source, options }: Pattern): Buffer {
  return Buffer.from(`${source}\0${options}\0`);
}

export function patternCondition(
  path: string,
  pattern: Pattern,
  context: FilterContext,
): Condition | undefined {
  const prefix = context.collation ? undefined : literalPrefix(pattern);
  if (prefix === undefined) return undefined;
  return prefixCondition(path, prefix, { type: BSON_TYPE.regex, bytes: bytesOf(pattern) });
}
