import { type Language, languages, resources } from '@mediecentral/translations';
import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';

const key = 'mediecentral.language';

export const isLanguage = (value: unknown): value is Language =>
  languages.some((language) => language === value);

/** The words of every page; the language is the one that was chosen last in this browser, else Swedish. */
export const i18n = createInstance();

const stored = globalThis.localStorage?.getItem(key);

void i18n.use(initReactI18next).init({
  resources,
  supportedLngs: languages,
  lng: isLanguage(stored) ? stored : languages[0],
  fallbackLng: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  initAsync: false,
});

function tellThePage(language: string): void {
  document.documentElement.lang = language;
}
tellThePage(i18n.language);
i18n.on('languageChanged', tellThePage);

export function chooseLanguage(language: Language): void {
  localStorage.setItem(key, language);
  void i18n.changeLanguage(language);
}
