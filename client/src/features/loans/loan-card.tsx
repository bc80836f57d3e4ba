import type { ListedLoan } from '@mediecentral/contracts';
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LoanLineMini, LoanStateBadge } from '../../shared/ui/index.ts';
import classes from './loan-card.module.css';
import { usePreloadLoan } from './loans-api.ts';
import { useLoanWords } from './use-loan-words.ts';

const onTheWay = new Set<string>([
  'approved',
  'partly_approved',
  'packed',
  'dispatched',
  'on_loan',
  'recalled',
  'return_in_transit',
]);

/** A loan under way: where it is, and the one thing to know. `whose`: with the name of who borrows. */
export function LoanCard({ loan, whose = false }: { loan: ListedLoan; whose?: boolean }) {
  const { t } = useTranslation();
  const words = useLoanWords(loan);
  const preload = usePreloadLoan(loan.id);
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <LoanStateBadge state={loan.state} overdueDays={loan.overdueDays} />
        <span className={classes.reference}>{loan.reference}</span>
      </div>
      {onTheWay.has(loan.state) && <LoanLineMini stops={words.stops} />}
      <Title order={3} className={classes.headline}>
        <Link to={`/lan/${loan.id}`} className={classes.link} onMouseEnter={preload} onFocus={preload}>
          {words.headline}
        </Link>
      </Title>
      <Text size="sm">{t('loans.to', { lines: words.lines, school: loan.schoolUnit.name })}</Text>
      {whose && loan.borrower && (
        <Text size="sm" c="dimmed">
          {loan.borrower.displayName}
        </Text>
      )}
    </li>
  );
}
