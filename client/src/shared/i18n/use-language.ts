import { type Language, languages } from '@mediecentral/translations';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, isLanguage } from './i18n.ts';

/** The language of the page, and how to change it. */
export function useLanguage(): { language: Language; choose: (language: Language) => void } {
  const { i18n } = useTranslation();
  return { language: isLanguage(i18n.language) ? i18n.language : languages[0], choose: chooseLanguage };
}
