import { fail } from '../bson/command-error.ts';

/** A language, with a script, a country and one of the language's own orders: `de_AT@collation=phonebook`. */
const LOCALE = /^([a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_[A-Z]{2}|_\d{3})?)(?:@collation=(\w+))?$/;

/**
 * The orders that a language has besides the usual one, by their names, with those that JavaScript has for them.
 * Asking JavaScript is no way: what it tells of the same order changes with what has been sorted before.
 */
const ORDERS: Readonly<Record<string, { name?: string; languages: readonly string[] }>> = {
  compat: { languages: ['ar'] },
  dictionary: { name: 'dict', languages: ['si'] },
  phonebook: { name: 'phonebk', languages: ['de'] },
  phonetic: { languages: ['ln'] },
  pinyin: { languages: ['zh'] },
  searchjl: { languages: ['ko'] },
  stroke: { languages: ['zh'] },
  traditional: { name: 'trad', languages: ['bn', 'es', 'fi', 'kn', 'vi'] },
  unihan: { languages: ['ja', 'ko', 'zh'] },
  zhuyin: { languages: ['zh'] },
};
/** Those that JavaScript does not know. */
const REFUSED = new Set(['search', 'standard', 'reformed', 'big5han', 'gb2312han']);

/**
 * What JavaScript calls one of MongoDB's locales.
 * @throws CommandError 2 for one that does not exist, 238 for an order that JavaScript does not know
 */
export function languageTagOf(locale: string): string {
  const [, language = '', order] = LOCALE.exec(locale) ?? [];
  const tag = language.replaceAll('_', '-');
  if (!tag || Intl.Collator.supportedLocalesOf(tag).length === 0) return invalid(locale);
  if (order === undefined) return tag;
  if (REFUSED.has(order)) {
    fail(
      238,
      `The order ${order} of ${language} is not supported here: take locale '${language}', or use a MongoDB server.`,
    );
  }
  const known = Object.hasOwn(ORDERS, order) ? ORDERS[order] : undefined;
  if (!known?.languages.includes(tag.split('-', 1)[0]!)) return invalid(locale);
  return `${tag}-u-co-${known.name ?? order}`;
}

function invalid(locale: string): never {
  return fail(2, `Field 'locale' is invalid in: { locale: "${locale}" }`);
}
