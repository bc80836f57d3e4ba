import { fail } from '../bson/command-error.ts';

/** Those that MongoDB sorts after: a language, where it differs with a script or a country. */
const LOCALES: ReadonlySet<string> = new Set(
  (
    'af am ar as az be bg bn bo bs bs_Cyrl ca chr cs cy da de de_AT dsb dz ee el en en_US eo es et fa fa_AF fi fil ' +
    'fo fr fr_CA ga gl gu ha haw he hi hr hsb hu hy id ig is it ja ka kk kl km kn ko kok ky lb lkt ln lo lt lv mk ' +
    'ml mn mr ms mt my nb ne nl nn om or pa pl ps pt ro ru se si sk sl smn sq sr sr_Latn sv sw ta te th to tr ug ' +
    'uk ur vi wae yi yo zh zh_Hant zu'
  ).split(' '),
);

/**
 * The orders that a language has besides the usual one: `de@collation=phonebook`, with what JavaScript calls them.
 * Asking JavaScript for them is no way: what it tells of one changes with what has been sorted before.
 */
const ORDERS: Readonly<Record<string, { name?: string; locales: readonly string[] }>> = {
  compat: { locales: ['ar'] },
  dictionary: { name: 'dict', locales: ['si'] },
  eor: { locales: ['de'] },
  phonebook: { name: 'phonebk', locales: ['de', 'de_AT'] },
  phonetic: { locales: ['ln'] },
  searchjl: { locales: ['ko'] },
  traditional: { name: 'trad', locales: ['bn', 'es', 'fi', 'kn', 'vi'] },
  unihan: { locales: ['ja', 'ko', 'zh'] },
  zhuyin: { locales: ['zh'] },
};

/** MongoDB has them, and JavaScript does not. */
const REFUSED =
  /^(?:en_US_POSIX|zh@collation=(?:big5han|gb2312han)|sv@collation=reformed|\w+@collation=search)$/;

/**
 * What JavaScript calls one of MongoDB's locales.
 * @throws CommandError 2 for one that does not exist, 238 for one that JavaScript does not know
 */
export function languageTagOf(locale: string): string {
  if (REFUSED.test(locale)) {
    fail(
      238,
      `The locale ${locale} is not supported here: take that of its language, or use a MongoDB server.`,
    );
  }
  const [language = '', order] = locale.split('@collation=');
  const known = order !== undefined && Object.hasOwn(ORDERS, order) ? ORDERS[order] : undefined;
  if (!LOCALES.has(language) || (order !== undefined && !known?.locales.includes(language))) {
    const [near] = language.split(/[_@-]/, 1);
    const hint = LOCALES.has(near!) ? `. Did you mean '${near}'?` : '';
    fail(2, `Field 'locale' is invalid in: { locale: "${locale}" }${hint}`);
  }
  const tag = language.replaceAll('_', '-');
  return known ? `${tag}-u-co-${known.name ?? order}` : tag;
}
