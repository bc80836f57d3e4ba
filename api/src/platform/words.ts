import { languages, type Language, resources } from '@mediecentral/translations';
import { createInstance } from 'i18next';

export type Words = {
  (key: string, values?: Record<string, string | number>): string;
  language: Language;
  /** `mån 2 mars`, `Mon 2 March`. */
  date(civilDate: string): string;
};

const texts = createInstance({
  resources,
  fallbackLng: false,
  supportedLngs: languages,
  // Mail and paper are plain text: nothing is escaped for HTML.
  interpolation: { escapeValue: false },
  initAsync: false,
});
await texts.init();

const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

/** The words of mail, documents and exports in a language; the client has its own way to the same translations. */
export function wordsIn(language: Language): Words {
  const translate = texts.getFixedT(language);
  const format = new Intl.DateTimeFormat(locales[language], {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return Object.assign(
    (key: string, values: Record<string, string | number> = {}) => translate(key, values),
    {
      language,
      date: (civilDate: string) => format.format(new Date(`${civilDate}T00:00:00Z`)),
    },
  );
}
