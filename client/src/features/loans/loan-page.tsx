import type { Loan } from '@mediecentral/contracts';
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useCentre } from '../../shared/api/use-centre.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import {
  Breadcrumbs,
  FailedPage,
  Facts,
  LoanLine,
  LoanStateBadge,
  Note,
  PageTitle,
  SectionCard,
  WaitingPage,
} from '../../shared/ui/index.ts';
import { LoanActions } from './loan-actions.tsx';
import { LoanHistory } from './loan-history.tsx';
import { LoanLines } from './loan-lines.tsx';
import { LoanNextStep } from './loan-next-step.tsx';
import { useLoan } from './loans-api.ts';
import classes from './loan-page.module.css';
import { useLoanWords } from './use-loan-words.ts';

/** One loan: where it is, what comes next, and what the borrower can do. */
export function LoanPage() {
  const { id = '' } = useParams();
  const loan = useLoan(id);
  // A loan that is shown already stays, also when it could not be asked for again.
  if (loan.data) return <OneLoan loan={loan.data} />;
  if (loan.isError) return <FailedPage error={loan.error} onRetry={() => void loan.refetch()} />;
  return <WaitingPage />;
}

function OneLoan({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  const words = useLoanWords(loan);
  const answer = answerOf(loan);
  return (
    <>
      <Breadcrumbs items={[{ label: t('loans.title'), to: '/mina-lan' }]} here={loan.reference} />
      <div className={classes.head}>
        <div>
          <LoanStateBadge state={loan.state} overdueDays={loan.overdueDays} />
          <div className={classes.headline}>
            <PageTitle tab={`${words.headline}, ${loan.reference}`}>{words.headline}</PageTitle>
          </div>
          <Text size="lg">{words.about}</Text>
        </div>
        <LoanNextStep loan={loan} />
      </div>
      {answer && (
        <div className={classes.answer}>
          <Note kind={loan.state === 'rejected' || loan.state === 'recalled' ? 'bad' : 'info'}>{answer}</Note>
        </div>
      )}
      <SectionCard label={t('loans.way')}>
        <LoanLine stops={words.stops} label={t('loans.way')} />
      </SectionCard>
      <div className={classes.columns}>
        <div className={classes.column}>
          <LoanLines loan={loan} />
          <LoanHistory events={loan.events} />
        </div>
        <aside className={classes.column}>
          <LoanActions loan={loan} />
          <LoanFacts loan={loan} />
        </aside>
      </div>
    </>
  );
}

const answers = new Set<string>(['approved', 'partly_approved', 'rejected', 'recalled']);

/** What the centre wrote with its answer, while that is the latest that has happened. */
function answerOf({ state, events }: Loan): string | undefined {
  if (!answers.has(state)) return undefined;
  return events.findLast((event) => event.kind === state && event.side === 'staff')?.message;
}

function LoanFacts({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { data: centre } = useCentre();
  const pupils = loan.pupils === undefined ? undefined : t('loans.fact.pupils', { count: loan.pupils });
  const tracking = loan.shipments.find((shipment) => shipment.direction === 'out')?.tracking;
  return (
    <div className={classes.facts}>
      <Title order={2} className={classes.hidden}>
        {t('loans.fact.loan')}
      </Title>
      <Facts
        items={[
          { name: t('loans.fact.loan'), value: loan.reference },
          { name: t('loans.fact.days'), value: dates.periodOfDays(loan.from, loan.to) },
          { name: t('loans.fact.group'), value: [loan.group, pupils].filter(Boolean).join(', ') },
          { name: t('loans.fact.school'), value: `${loan.schoolUnit.name}, ${loan.municipality.name}` },
          { name: t('loans.fact.borrower'), value: loan.borrower?.displayName },
          { name: t('loans.fact.delivery'), value: t(`basket.deliveries.${loan.delivery}`) },
          { name: t('loans.fact.tracking'), value: tracking },
          { name: t('loans.fact.purpose'), value: loan.purpose },
        ]}
      />
      {centre && (
        <Text size="sm" className={classes.questions}>
          <strong>{t('loans.questions')}</strong> {t('loans.questionsText', { number: centre.phone })}{' '}
          <a href={`mailto:${centre.email}?subject=${encodeURIComponent(loan.reference)}`}>{centre.email}</a>
        </Text>
      )}
    </div>
  );
}
