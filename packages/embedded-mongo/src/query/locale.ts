import { fail } from '../bson/command-error.ts';

/** A language, with a script, a country and one of the language's own orders: `de_AT@collation=phonebook`. */
const LOCALE = /^([a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_[A-Z]{2}|_\d{3})?)(?:@collation=(\w+))?$/;

/** The orders that JavaScript calls by another name. */
const RENAMED: Readonly<Record<string, string>> = {
  phonebook: 'phonebk',
  traditional: 'trad',
  dictionary: 'dict',
};
const REFUSED = new Set(['search', 'standard', 'reformed', 'big5han', 'gb2312han']);
/** The order of Chinese, which is that of the language itself. */
const PINYIN = 'pinyin';

/**
 * What JavaScript calls one of MongoDB's locales.
 * @throws CommandError 2 for one that does not exist, 238 for an order that JavaScript does not know
 */
export function languageTagOf(locale: string): string {
  const [, language = '', order] = LOCALE.exec(locale) ?? [];
  const tag = language.replaceAll('_', '-');
  if (!tag || Intl.Collator.supportedLocalesOf(tag).length === 0) return invalid(locale);
  if (order === undefined || (order === PINYIN && /^zh\b/.test(tag))) return tag;
  if (REFUSED.has(order)) {
    fail(
      238,
      `The order ${order} of ${language} is not supported here: take locale '${language}', or use a MongoDB server.`,
    );
  }
  const name = RENAMED[order] ?? order;
  const ordered = `${tag}-u-co-${name}`;
  return new Intl.Collator(ordered).resolvedOptions().collation === name ? ordered : invalid(locale);
}

function invalid(locale: string): never {
  return fail(2, `Field 'locale' is invalid in: { locale: "${locale}" }`);
}
