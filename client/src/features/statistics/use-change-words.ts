import { useTranslation } from 'react-i18next';
import { useNumberFormat } from '../../shared/formatting/use-number-format.ts';
import { useLanguage } from '../../shared/i18n/use-language.ts';
import { changeOf, type Figure } from './figures.ts';

/** Figures and changes in words: `698 året före (+3,4 %)`, with a real minus sign. */
export function useChangeWords() {
  const { t } = useTranslation();
  const number = useNumberFormat();
  const { language } = useLanguage();
  const change = (figure: Figure): string => {
    const share = changeOf(figure);
    if (share === undefined) return '–';
    const percent = oneDecimal(Math.abs(share) * 100, language);
    const sign = share > 0 ? '+' : share < 0 ? '−' : '±';
    return `${sign}${percent}\u00A0%`;
  };
  return {
    number,
    change,
    fromLastYear: (figure: Figure, year: number): string =>
      figure.previous === 0
        ? t('statistics.nothingBefore', { year })
        : t('statistics.before', { value: number(figure.previous), year, change: change(figure) }),
  };
}

const oneDecimal = (value: number, language: string) =>
  new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
