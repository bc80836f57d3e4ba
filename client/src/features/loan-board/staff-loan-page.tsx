import type { Loan } from '@mediecentral/contracts';
import { Anchor, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
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
import { DecisionPanel, useStaffLoan } from '../loan-handling/index.ts';
import { stopsOf } from '../loans/index.ts';
import { Papers } from '../packing/index.ts';
import { CheckForm } from './check-form.tsx';
import { LoanActions } from './loan-actions.tsx';
import classes from './loan-board.module.css';
import { LoanHistory } from './loan-history.tsx';
import { LoanLines } from './loan-lines.tsx';

/** One loan as staff see it: what it is, what has happened, and everything that may be done with it now. */
export function StaffLoanPage() {
  const { id = '' } = useParams();
  const loan = useStaffLoan(id);
  if (loan.isError && !loan.data)
    return <FailedPage error={loan.error} onRetry={() => void loan.refetch()} />;
  if (!loan.data) return <WaitingPage />;
  return <TheLoan key={id} loan={loan.data} />;
}

function TheLoan({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  // The line is told to borrowers; for staff the school is somebody else.
  const stops = stopsOf(loan, { t, dates }).map((stop) =>
    stop.key === 'atSchool' ? { ...stop, label: t('loan.state.on_loan') } : stop,
  );
  const undecided = loan.allowed.includes('approve') || loan.allowed.includes('reject');
  // Where a colleague was first, what has been written stays, with word of it.
  const [answering, setAnswering] = useState(undecided);
  return (
    <>
      <Breadcrumbs items={[{ label: t('staff.nav.loans'), to: '/personal/lan' }]} here={loan.reference} />
      <Group justify="space-between" mb="md">
        <PageTitle>{t('board.title', { reference: loan.reference, school: loan.schoolUnit.name })}</PageTitle>
        <LoanStateBadge state={loan.state} overdueDays={loan.overdueDays} />
      </Group>
      {loan.inDanger && (
        <Note kind="bad">
          <b>{t('queue.in_danger')}.</b> {t('board.inDangerText')}
        </Note>
      )}
      <SectionCard label={t('board.journey')}>
        <LoanLine stops={stops} label={t('board.journey')} />
      </SectionCard>
      <div className={classes.columns}>
        <div className={classes.stack}>
          {loan.allowed.includes('check') && <CheckForm loan={loan} />}
          <About loan={loan} />
          <LoanLines loan={loan} />
          <SectionCard title={t('board.history')}>
            <LoanHistory events={loan.events} />
          </SectionCard>
        </div>
        <div className={classes.stack}>
          {(undecided || answering) && (
            <SectionCard title={t('board.answer')}>
              <DecisionPanel loan={loan} onAnswered={() => setAnswering(false)} />
            </SectionCard>
          )}
          <LoanActions loan={loan} />
          {loan.state !== 'requested' && loan.state !== 'waitlisted' && (
            <SectionCard title={t('board.papers')}>
              <Papers loanId={loan.id} />
            </SectionCard>
          )}
        </div>
      </div>
    </>
  );
}

function About({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { borrower, window, shipments } = loan;
  return (
    <SectionCard title={t('board.about')}>
      <Facts
        items={[
          {
            name: t('today.school'),
            value: (
              <Link to={`/personal/lan?schoolUnitId=${loan.schoolUnit.id}`}>
                {loan.schoolUnit.name}, {loan.municipality.name}
              </Link>
            ),
          },
          { name: t('board.borrower'), value: borrower?.displayName ?? t('staff.anonymous') },
          {
            name: t('board.email'),
            value: borrower?.email && <Anchor href={`mailto:${borrower.email}`}>{borrower.email}</Anchor>,
          },
          { name: t('board.group'), value: loan.group },
          { name: t('board.pupils'), value: loan.pupils },
          { name: t('board.stage'), value: loan.stage && t(`stage.${loan.stage}`) },
          { name: t('board.atSchool'), value: dates.periodOfDays(loan.from, loan.to) },
          { name: t('board.leaves'), value: dates.day(window.dispatchOn) },
          { name: t('board.back'), value: dates.day(window.backOn) },
          { name: t('board.delivery'), value: t(`staff.delivery.${loan.delivery}`) },
          ...shipments.map((shipment) => ({
            name: t(`board.shipment.${shipment.direction}`),
            value: [shipment.carrier, dates.day(shipment.date), shipment.tracking].filter(Boolean).join(', '),
          })),
        ]}
      />
      {loan.purpose && <Text mt="sm">”{loan.purpose}”</Text>}
    </SectionCard>
  );
}
