import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LoanCard, useLoans } from '../loans/index.ts';
import { HomeSection } from './home-section.tsx';
import classes from './cards.module.css';

const most = 3;

/** One’s loans under way; the whole section is left out while there are none. */
export function RightNow() {
  const { t } = useTranslation();
  const loans = useLoans({ mine: true, open: true });
  const shown = loans.data?.pages[0]?.items.slice(0, most) ?? [];
  if (shown.length === 0) return null;
  return (
    <HomeSection title={t('home.now')} more={{ label: t('home.allLoans'), to: '/mina-lan' }}>
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} spacing="lg" className={classes.cards}>
        {shown.map((loan) => (
          <LoanCard key={loan.id} loan={loan} />
        ))}
      </SimpleGrid>
    </HomeSection>
  );
}
