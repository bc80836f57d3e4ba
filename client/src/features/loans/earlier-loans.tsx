import type { ListedLoan } from '@mediecentral/contracts';
import { Button, Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Drawing } from '../../shared/drawings/index.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { LoanStateBadge } from '../../shared/ui/index.ts';
import classes from './earlier-loans.module.css';
import { linesInWords } from './loan-story.ts';
import { usePreloadLoan } from './loans-api.ts';
import { useRepeatLoan } from './use-repeat-loan.ts';

/** Loans that are over, each to look at or to book again. */
export function EarlierLoans({ loans, whose }: { loans: readonly ListedLoan[]; whose: boolean }) {
  const { t } = useTranslation();
  if (loans.length === 0) return <Text c="dimmed">{t('loans.noneEarlier')}</Text>;
  return (
    <ul className={classes.list}>
      {loans.map((loan) => (
        <EarlierLoan key={loan.id} loan={loan} whose={whose} />
      ))}
    </ul>
  );
}

function EarlierLoan({ loan, whose }: { loan: ListedLoan; whose: boolean }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const repeat = useRepeatLoan();
  const preload = usePreloadLoan(loan.id);
  const words = linesInWords(loan, t) || loan.lines.map((line) => line.modelName).join(', ');
  return (
    <li className={classes.loan}>
      <Drawing name={loan.lines[0]?.drawing ?? ''} small />
      <div className={classes.text}>
        <Link to={`/lan/${loan.id}`} className={classes.link} onMouseEnter={preload} onFocus={preload}>
          {words}
        </Link>
        <span className={classes.when}>
          {dates.period(loan.from, loan.to)} · {loan.schoolUnit.name}
          {whose && loan.borrower && ` · ${loan.borrower.displayName}`}
        </span>
      </div>
      <LoanStateBadge state={loan.state} />
      <Button
        variant="default"
        leftSection={<IconRepeat size={20} aria-hidden />}
        aria-label={`${t('loans.repeat')}: ${words}`}
        onClick={() => repeat(loan)}
      >
        {t('loans.repeat')}
      </Button>
    </li>
  );
}
