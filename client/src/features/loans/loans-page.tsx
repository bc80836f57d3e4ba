import { Button, SegmentedControl, SimpleGrid, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState, ErrorState, PageTitle, WaitingCards, WaitingLines } from '../../shared/ui/index.ts';
import { EarlierLoans } from './earlier-loans.tsx';
import { LoanCard } from './loan-card.tsx';
import { useLoans } from './loans-api.ts';
import classes from './loans-page.module.css';

/** What is under way and what was borrowed before; one’s own, or the whole school’s. */
export function LoansPage() {
  const { t } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const whose = parameters.get('whose') === 'school' ? 'school' : 'mine';
  const mine = whose === 'mine' ? { mine: true } : {};
  const open = useLoans({ ...mine, open: true });
  const earlier = useLoans({ ...mine, open: false });
  const openLoans = open.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <>
      <div className={classes.head}>
        <div>
          <PageTitle>{t('loans.title')}</PageTitle>
          <Text size="lg" mt="xs">
            {t('loans.lead')}
          </Text>
        </div>
        <SegmentedControl
          aria-label={t('loans.whose')}
          classNames={{ label: classes.whose }}
          value={whose}
          data={[
            { value: 'mine', label: t('loans.mine') },
            { value: 'school', label: t('loans.school') },
          ]}
          onChange={(chosen) => setParameters(chosen === 'mine' ? {} : { whose: chosen }, { replace: true })}
        />
      </div>

      <section className={classes.section}>
        <Title order={2} mb="md">
          {t('loans.open')}
        </Title>
        {open.isPending && <WaitingCards count={3} />}
        {open.isError && <ErrorState error={open.error} onRetry={() => void open.refetch()} />}
        {open.isSuccess && openLoans.length === 0 && (
          <EmptyState
            title={t('loans.none')}
            text={t('loans.noneText')}
            action={{ label: t('loans.borrow'), to: '/utrustning' }}
          />
        )}
        {openLoans.length > 0 && (
          <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} spacing="lg" className={classes.cards}>
            {openLoans.map((loan) => (
              <LoanCard key={loan.id} loan={loan} whose={whose === 'school'} />
            ))}
          </SimpleGrid>
        )}
        {open.hasNextPage && (
          <Button
            variant="default"
            mt="md"
            loading={open.isFetchingNextPage}
            onClick={() => void open.fetchNextPage()}
          >
            {t('action.showMore')}
          </Button>
        )}
      </section>

      <section className={classes.section}>
        <Title order={2} mb="md">
          {t('loans.earlier')}
        </Title>
        {earlier.isPending && <WaitingLines />}
        {earlier.isError && <ErrorState error={earlier.error} onRetry={() => void earlier.refetch()} />}
        {earlier.isSuccess && (
          <EarlierLoans loans={earlier.data.pages.flatMap((page) => page.items)} whose={whose === 'school'} />
        )}
        {earlier.hasNextPage && (
          <Button
            variant="default"
            mt="md"
            loading={earlier.isFetchingNextPage}
            onClick={() => void earlier.fetchNextPage()}
          >
            {t('action.showMore')}
          </Button>
        )}
      </section>
    </>
  );
}
