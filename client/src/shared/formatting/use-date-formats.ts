import { useMemo } from 'react';
import { useCentre } from '../api/use-centre.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { createDateFormats, type DateFormats } from './date-formats.ts';

/** Dates in the language of the page, near or far from the centre's today. */
export function useDateFormats(): DateFormats {
  const { language } = useLanguage();
  const { data: centre } = useCentre();
  const today = centre?.today;
  return useMemo(() => createDateFormats(language, today), [language, today]);
}
