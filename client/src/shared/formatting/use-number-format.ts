import { useCallback } from 'react';
import { useLanguage } from '../i18n/use-language.ts';

const locales = { sv: 'sv-SE', en: 'en-GB' } as const;

/** `1 234` and `3,4`: the fonts lack Intl’s narrow space, so thousands are parted by U+00A0. */
export function useNumberFormat(): (value: number) => string {
  const { language } = useLanguage();
  return useCallback(
    (value) => new Intl.NumberFormat(locales[language]).format(value).replaceAll('\u202F', '\u00A0'),
    [language],
  );
}
