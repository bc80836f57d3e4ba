import type { QueuedLoan } from '@mediecentral/contracts';
import { Button, Group, Title } from '@mantine/core';
import { IconPrinter, IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import {
  DenseTable,
  EmptyState,
  ErrorState,
  LinkButton,
  PageTitle,
  WaitingLines,
} from '../../shared/ui/index.ts';
import { linesInWords } from '../loan-handling/index.ts';
import { todaysListAddress, useToday } from '../today/index.ts';
import { shelvesOf } from './pick-list.ts';

/** What is to be packed and sent, the most urgent first. */
export function PackingListPage() {
  const { t } = useTranslation();
  const today = useToday();
  const itemsOf = (name: 'to_pack' | 'to_send') =>
    today.data?.queues.find(({ queue }) => queue === name)?.items ?? [];
  return (
    <>
      <Group justify="space-between" mb="sm">
        <PageTitle>{t('staff.nav.packing')}</PageTitle>
        <Button
          component="a"
          href={todaysListAddress}
          target="_blank"
          rel="noreferrer"
          variant="default"
          leftSection={<IconPrinter size={20} stroke={1.9} aria-hidden />}
        >
          {t('today.print')}
        </Button>
      </Group>
      {today.isPending && <WaitingLines />}
      {today.isError && !today.data && (
        <ErrorState error={today.error} onRetry={() => void today.refetch()} />
      )}
      {today.data && itemsOf('to_pack').length + itemsOf('to_send').length === 0 && (
        <EmptyState title={t('packing.nothing')} text={t('packing.nothingText')} />
      )}
      <Boxes queue="to_pack" loans={itemsOf('to_pack')} />
      <Boxes queue="to_send" loans={itemsOf('to_send')} />
    </>
  );
}

function Boxes({ queue, loans }: { queue: 'to_pack' | 'to_send'; loans: readonly QueuedLoan[] }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  if (loans.length === 0) return null;
  return (
    <section>
      <Title order={2} mt="lg" mb="xs">
        {t(`queue.${queue}`)}
      </Title>
      <DenseTable label={t(`queue.${queue}`)}>
        <thead>
          <tr>
            <th scope="col">{t('today.loan')}</th>
            <th scope="col">{t('today.what')}</th>
            <th scope="col">{t('today.school')}</th>
            <th scope="col">{t('packing.shelves')}</th>
            <th scope="col">{t('packing.leavesColumn')}</th>
            <th scope="col" data-action>
              {t('today.next')}
            </th>
          </tr>
        </thead>
        <tbody>
          {loans.map((loan) => (
            <tr key={loan.id}>
              <th scope="row" data-main data-short>
                <Link to={`/personal/lan/${loan.id}`}>{loan.reference}</Link>
              </th>
              <td>{linesInWords(loan.lines)}</td>
              <td>
                {loan.schoolUnit.name}, {loan.municipality.name}
              </td>
              <td data-label={t('packing.shelves')}>{shelvesOf(loan.lines).join(', ')}</td>
              <td data-short>
                {dates.near(loan.due)} · {t(`staff.delivery.${loan.delivery}`)}
              </td>
              <td data-action>
                <LinkButton
                  to={`/personal/packa/${loan.id}`}
                  size="xs"
                  variant="default"
                  leftSection={
                    queue === 'to_pack' ? <IconScan size={18} stroke={1.9} aria-hidden /> : undefined
                  }
                  aria-label={t(queue === 'to_pack' ? 'today.packLoan' : 'today.sendLoan', {
                    reference: loan.reference,
                  })}
                >
                  {t(queue === 'to_pack' ? 'today.pack' : 'today.send')}
                </LinkButton>
              </td>
            </tr>
          ))}
        </tbody>
      </DenseTable>
    </section>
  );
}
