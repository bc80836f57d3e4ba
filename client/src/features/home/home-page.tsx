import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAccount, useMay } from '../../shared/api/use-account.ts';
import { useCentre } from '../../shared/api/use-centre.ts';
import { PageTitle } from '../../shared/ui/index.ts';
import { BorrowSection } from './borrow-section.tsx';
import { Hero } from './hero.tsx';
import { HowItWorks } from './how-it-works.tsx';
import { RightNow } from './right-now.tsx';

/** What needs me now, and a way in to everything that can be borrowed. */
export function HomePage() {
  const { t } = useTranslation();
  const { account } = useAccount();
  const { data: centre } = useCentre();
  const mayBorrow = useMay('loans.book');
  if (!account) return null;
  if (!mayBorrow) {
    return (
      <>
        <PageTitle>{t('account.noAccess')}</PageTitle>
        <Text size="lg" mt="md" maw={640}>
          {t('account.noAccessText', { centre: centre?.email ?? '' })}
        </Text>
      </>
    );
  }
  return (
    <>
      <Hero name={account.displayName.split(' ')[0] ?? ''} />
      <RightNow />
      <BorrowSection />
      <HowItWorks />
    </>
  );
}
