import type { LoanStatistics } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { scaleEnd } from './figures.ts';
import classes from './statistics.module.css';
import { useChangeWords } from './use-change-words.ts';

/** Loans as bars from zero, last year's beneath. The same figures stand in the table beside, which is read aloud instead. */
export function FigureBars({ statistics: { rows, year } }: { statistics: LoanStatistics }) {
  const { t } = useTranslation();
  const words = useChangeWords();
  const end = scaleEnd(rows.map((row) => row.loans));
  return (
    <figure className={classes.chart} aria-label={t('statistics.chart', { year, before: year - 1 })}>
      <figcaption className={classes.legend}>
        <span data-kind="now">{year}</span>
        <span data-kind="before">{year - 1}</span>
      </figcaption>
      <div className={classes.bars} aria-hidden>
        {rows.map(({ key, label, loans }) => (
          <div key={key} className={classes.row}>
            <span className={classes.label}>{label}</span>
            <span className={classes.pair}>
              <span className={classes.line}>
                <span className={classes.now} style={{ flexBasis: `${(loans.value / end) * 100}%` }} />
                <b>{words.number(loans.value)}</b>
              </span>
              <span className={classes.line}>
                <span className={classes.before} style={{ flexBasis: `${(loans.previous / end) * 100}%` }} />
              </span>
            </span>
          </div>
        ))}
      </div>
    </figure>
  );
}
