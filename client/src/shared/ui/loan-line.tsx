import { IconCheck, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './loan-line.module.css';

export type LoanStop = {
  key: string;
  label: string;
  /** When, or what: `tis 24 feb`. */
  detail?: string;
  /** `now` is the yellow stop; `stop` is reached and the line ends there, as for the last day at school. */
  status: 'done' | 'now' | 'stop' | 'todo';
  icon?: TablerIcon;
};

/** The signature line: a loan is a journey with stops, and the yellow one is now. Upright on a phone. */
export function LoanLine({ stops, label }: { stops: readonly LoanStop[]; label: string }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.line} aria-label={label}>
      {stops.map(({ key, label: name, detail, status, icon }) => {
        const Icon = status === 'now' ? icon : status === 'todo' ? undefined : (icon ?? IconCheck);
        return (
          <li key={key} data-status={status} aria-current={status === 'now' ? 'step' : undefined}>
            <span className={classes.dot} aria-hidden="true">
              {Icon && <Icon size={status === 'now' ? 24 : 15} stroke={status === 'now' ? 1.9 : 3.2} />}
            </span>
            <b>{name}</b>
            {detail && <span className={classes.detail}>{detail}</span>}
            {status === 'done' && <span className={classes.hidden}>{t('shell.done')}</span>}
          </li>
        );
      })}
    </ol>
  );
}

/** The line without words, for a card that says the same in text. */
export function LoanLineMini({ stops }: { stops: readonly Pick<LoanStop, 'key' | 'status'>[] }) {
  return (
    <div className={classes.mini} aria-hidden="true">
      {stops.map(({ key, status }, place) => (
        <span
          key={key}
          className={classes.miniStop}
          data-status={status}
          data-first={place === 0 || undefined}
        />
      ))}
    </div>
  );
}
