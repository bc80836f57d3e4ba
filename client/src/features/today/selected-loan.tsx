import type { Loan, Queue, QueuedLoan } from '@mediecentral/contracts';
import { Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { LinkButton, LoanStateBadge, SectionCard } from '../../shared/ui/index.ts';
import { DecisionPanel, linesInWords } from '../loan-handling/index.ts';
import { Key } from '../../shared/shortcuts/index.ts';

type Properties = { queue: Queue; loan: QueuedLoan; onAnswered: (loan: Loan) => void };

/** The loan that is selected in its queue: who wants what and why, and the answer to give. */
export function SelectedLoan({ queue, loan, onAnswered }: Properties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const group = [
    loan.group,
    loan.pupils === undefined ? undefined : t('today.pupils', { count: loan.pupils }),
  ].filter(Boolean);
  return (
    <SectionCard label={t('today.selected')}>
      <Group justify="space-between" align="center">
        <Title order={2}>{loan.reference}</Title>
        <LoanStateBadge state={loan.state} overdueDays={loan.overdueDays} />
      </Group>
      <Text mt={6}>
        <b>
          {loan.schoolUnit.name}, {loan.municipality.name}
        </b>
        {group.length > 0 && ` · ${group.join(', ')}`}
      </Text>
      <Text size="sm" c="dimmed">
        {t('today.requested', {
          when: dates.instant(loan.requestedAt),
          who: loan.borrower?.displayName ?? t('staff.anonymous'),
        })}
      </Text>
      <Text mt={6}>
        {dates.periodOfDays(loan.from, loan.to)} · {t(`staff.delivery.${loan.delivery}`)}
      </Text>
      {loan.purpose && <Text mt={6}>”{loan.purpose}”</Text>}
      {queue === 'to_answer' ? (
        <DecisionPanel key={loan.id} loan={loan} onAnswered={onAnswered} />
      ) : (
        <Text mt={6}>{linesInWords(loan.lines)}</Text>
      )}
      <Group mt="sm">
        <LinkButton to={`/personal/lan/${loan.id}`} variant="default" fullWidth>
          {t('today.open')}
          <Key>Enter</Key>
        </LinkButton>
      </Group>
    </SectionCard>
  );
}
