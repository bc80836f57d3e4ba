import { useTranslation } from 'react-i18next';
import { useCentre } from '../../shared/api/use-centre.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { aboutOf, headlineOf, linesInWords, type LoanInShort } from './loan-story.ts';
import { stopsOf } from './loan-stops.ts';

/** A loan in the words of the page. */
export function useLoanWords(loan: LoanInShort) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { data: centre } = useCentre();
  const telling = { t, dates, today: centre?.today, openingHours: centre?.openingHours };
  return {
    headline: headlineOf(loan, telling),
    about: aboutOf(loan, telling),
    lines: linesInWords(loan, t),
    stops: stopsOf(loan, telling),
  };
}
