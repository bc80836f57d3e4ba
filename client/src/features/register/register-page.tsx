import { getRegister, type KeepingPeriod, type RegisterEntry } from '@mediecentral/contracts';
import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/call.ts';
import { useAccount, useMay } from '../../shared/api/use-account.ts';
import { useCentre } from '../../shared/api/use-centre.ts';
import {
  ErrorState,
  Facts,
  LinkButton,
  PageTitle,
  SectionCard,
  WaitingLines,
} from '../../shared/ui/index.ts';
import { BorrowersKept } from './borrowers-kept.tsx';
import { registerKey } from './register-key.ts';
import classes from './register-page.module.css';

/** What is kept of people, why and how long, in plain words; the api gives the list from the code that keeps it. */
export function RegisterPage() {
  const { t } = useTranslation();
  const { account } = useAccount();
  const { data: centre } = useCentre();
  const register = useQuery({
    queryKey: registerKey,
    queryFn: async () => (await call(getRegister)).entries,
    staleTime: 60 * 60_000,
  });
  return (
    <>
      <PageTitle>{t('register.title')}</PageTitle>
      <Text size="lg" mt="xs" mb="lg" maw={760}>
        {t('register.lead')}
      </Text>
      {register.isPending && <WaitingLines count={6} height={140} />}
      {register.isError && <ErrorState error={register.error} onRetry={() => void register.refetch()} />}
      <ul className={classes.list}>
        {register.data?.map((entry) => (
          <Kept key={entry.thing} entry={entry} />
        ))}
      </ul>
      {(account ?? centre) && (
        <SectionCard title={t('register.rights')}>
          {account && (
            <>
              <Text mb="md">{t('register.rightsText')}</Text>
              <LinkButton to="/konto" variant="default">
                {t('register.toAccount')}
              </LinkButton>
            </>
          )}
          {centre && (
            <Text mt={account ? 'md' : 0}>
              {t('register.ask')} <a href={`mailto:${centre.email}`}>{centre.email}</a>
            </Text>
          )}
        </SectionCard>
      )}
    </>
  );
}

function Kept({ entry: { thing, people, purpose, kept } }: { entry: RegisterEntry }) {
  const { t } = useTranslation();
  const periodInWords = usePeriodInWords();
  const mayChoose = useMay('organisation.manage');
  return (
    <li className={classes.kept}>
      <Title order={2} size="h3">
        {t(`register.thing.${thing}.name`)}
      </Title>
      <Text mt={4} mb="sm">
        {t(`register.thing.${thing}.text`)}
      </Text>
      <Facts
        items={[
          {
            name: t('register.who'),
            value: people.map((group) => t(`register.people.${group}`)).join(', '),
          },
          { name: t('register.why'), value: t(`register.purpose.${purpose}`) },
          { name: t('register.kept'), value: periodInWords(kept) },
        ]}
      />
      {mayChoose && thing === 'loan_borrower' && kept.kind === 'months' && (
        <BorrowersKept months={kept.months} />
      )}
    </li>
  );
}

function usePeriodInWords(): (period: KeepingPeriod) => string {
  const { t } = useTranslation();
  return (period) => {
    switch (period.kind) {
      case 'minutes':
        return t('register.period.minutes', { count: period.minutes });
      case 'hours':
        return t('register.period.hours', { count: period.hours });
      case 'months':
        return t(`register.period.${period.since}`, { count: period.months });
      default:
        return t(`register.period.${period.kind}`);
    }
  };
}
