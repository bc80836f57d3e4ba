import { fail } from '../bson/command-error.ts';
import type { StringOrder } from '../bson/compare.ts';
import { numericOf, toInteger } from '../bson/numeric.ts';
import { decodeDocument, typeName, type Value } from '../bson/value.ts';
import type { ReplyDocument } from '../wire/reply.ts';
import { languageTagOf } from './locale.ts';

/** What a collation may say besides its locale, with what MongoDB takes when it does not. */
interface Options {
  caseLevel: boolean;
  caseFirst: 'off' | 'upper' | 'lower';
  strength: number;
  numericOrdering: boolean;
  alternate: 'non-ignorable' | 'shifted';
  maxVariable: 'punct' | 'space';
  normalization: boolean;
  backwards: boolean;
}

const DEFAULTS: Options = {
  caseLevel: false,
  caseFirst: 'off',
  strength: 3,
  numericOrdering: false,
  alternate: 'non-ignorable',
  maxVariable: 'punct',
  normalization: false,
  backwards: false,
};

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  caseFirst: ['off', 'upper', 'lower'],
  alternate: ['non-ignorable', 'shifted'],
  maxVariable: ['punct', 'space'],
};

/** ICU's version as MongoDB states it. */
const VERSION = '57.1';
/** The language that looks at accents from the end. */
const BACKWARDS = 'fr_CA';
/** What a language takes when nothing is said. */
const DEFAULTS_OF: Readonly<Record<string, Partial<Options>>> = {
  da: { caseFirst: 'upper' },
  [BACKWARDS]: { backwards: true },
  mt: { caseFirst: 'upper' },
  th: { alternate: 'shifted' },
};

/** An order of strings after a language's rules. */
export class Collation implements StringOrder {
  /** All options, also those that were left out, as MongoDB lists them. */
  readonly specification: ReplyDocument;
  readonly compare: (a: string, b: string) => number;
  readonly #keys = new Map<string, string>();
  /** One of every set of equal texts that has been seen, in order. */
  readonly #representatives: string[] = [];

  constructor(locale: string, language: string, options: Options) {
    this.specification = { locale, ...options, version: VERSION };
    const collator = new Intl.Collator(language, {
      sensitivity: sensitivityOf(options),
      numeric: options.numericOrdering,
      caseFirst: options.caseFirst === 'off' ? 'false' : options.caseFirst,
      ignorePunctuation: options.alternate === 'shifted',
    });
    this.compare = (a, b) => Math.sign(collator.compare(a, b));
  }

  /** A text that is the same for all texts that are equal in this order: the first of them that was asked for. */
  readonly textKey = (text: string): string => {
    const known = this.#keys.get(text);
    if (known !== undefined) return known;
    let low = 0;
    let high = this.#representatives.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(this.#representatives[middle]!, text) < 0) low = middle + 1;
      else high = middle;
    }
    const found = this.#representatives[low];
    const key = found !== undefined && this.compare(found, text) === 0 ? found : text;
    if (key !== found) this.#representatives.splice(low, 0, text);
    this.#keys.set(text, key);
    return key;
  };
}

function sensitivityOf({ strength, caseLevel }: Options): 'base' | 'accent' | 'case' | 'variant' {
  if (strength === 1) return caseLevel ? 'case' : 'base';
  return strength === 2 && !caseLevel ? 'accent' : 'variant';
}

/**
 * Reads a collation document.
 * @returns undefined for the locale `simple`, which compares bytes
 * @throws CommandError 40414 without a locale, 40415 for an unknown field, 14 for a wrong type, 2 for a locale
 *   or a choice that does not exist, 51024 for a strength outside 1 to 5, 238 for what is not built
 */
export function compileCollation(document: Buffer): Collation | undefined {
  const fields = decodeDocument(document);
  const locale = fields.get('locale');
  const options: Options = { ...DEFAULTS, ...(typeof locale === 'string' && DEFAULTS_OF[locale]) };
  for (const [name, value] of fields) {
    if (name === 'version') checkVersion(value);
    else if (name !== 'locale') readOption(options, name, value);
  }
  if (!fields.has('locale')) fail(40_414, "BSON field 'collation.locale' is missing but a required field");
  if (typeof locale !== 'string') return wrongType('locale', locale, 'string');
  if (locale === 'simple') {
    if (fields.size > 1) fail(2, "If the locale is 'simple', no other collation options may be specified");
    return undefined;
  }
  const language = languageTagOf(locale);
  checkTogether(options);
  refuse(locale, options);
  return new Collation(locale, language, options);
}

function readOption(options: Options, name: string, value: Value): void {
  if (!Object.hasOwn(DEFAULTS, name)) fail(40_415, `BSON field 'collation.${name}' is an unknown field.`);
  if (name === 'strength') options.strength = readStrength(value);
  else if (CHOICES[name]) {
    if (typeof value !== 'string') return wrongType(name, value, 'string');
    if (!CHOICES[name].includes(value)) {
      fail(2, `Enumeration value '${value}' for field 'collation.${name}' is not a valid value.`);
    }
    Object.assign(options, { [name]: value });
  } else {
    if (typeof value !== 'boolean') return wrongType(name, value, 'bool');
    Object.assign(options, { [name]: value });
  }
  return undefined;
}

function readStrength(value: Value): number {
  const number = numericOf(value);
  if (number === undefined) return wrongType('strength', value, "[int, decimal, double, long]'");
  const strength = Number(toInteger(number) ?? 0);
  if (strength < 1 || strength > 5) {
    fail(51_024, `BSON field 'strength' value must be >= 1 and <= 5, actual value '${strength}'`);
  }
  return strength;
}

function wrongType(name: string, value: Value, expected: string): never {
  return fail(
    14,
    `BSON field 'collation.${name}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}

function checkVersion(value: Value): void {
  if (typeof value !== 'string') wrongType('version', value, 'string');
  if (value !== VERSION) fail(161, `Requested collation version ${value} is not available: ${VERSION} is`);
}

/** @throws CommandError 2 */
function checkTogether({ backwards, caseFirst, caseLevel, strength }: Options): void {
  if (backwards && strength === 1) fail(2, "Field 'backwards' is invalid with field 'strength' of 1");
  if (caseFirst !== 'off' && !caseLevel && strength < 3) {
    fail(
      2,
      "Field 'caseFirst' is invalid unless field 'caseLevel' is on or field 'strength' is greater than 2",
    );
  }
}

/** What JavaScript's collator cannot do. */
function refuse(locale: string, options: Options): void {
  const refused =
    (options.backwards !== (locale === BACKWARDS) && `backwards: ${options.backwards}`) ||
    (options.caseLevel && options.strength > 1 && 'a caseLevel and a strength above 1') ||
    (options.strength > 3 && 'a strength of 4 or 5') ||
    (options.alternate === 'shifted' && options.maxVariable === 'space' && "maxVariable: 'space'") ||
    (locale === 'th' && options.alternate !== 'shifted' && "alternate: 'non-ignorable'");
  if (refused)
    fail(238, `Collation with ${refused} is not supported here: leave it out, or use a MongoDB server.`);
}
