import { queues, type QueuedLoan, type Today } from '@mediecentral/contracts';
import { Button, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { Key, useShortcut } from '../../shared/shortcuts/index.ts';
import { ErrorState, LinkButton, PageTitle, WaitingPage } from '../../shared/ui/index.ts';
import { DangerNotes } from './danger-notes.tsx';
import { GrantAll } from './grant-all.tsx';
import { chosenQueue, stepped } from './queue-choice.ts';
import { QueueList, rowId } from './queue-list.tsx';
import { QueueTabs } from './queue-tabs.tsx';
import { RunsToday } from './runs-today.tsx';
import { SelectedLoan } from './selected-loan.tsx';
import { todaysListAddress, useToday } from './today-api.ts';
import classes from './today-page.module.css';

/** The staff's home: what waits for an answer, to be packed, sent and taken back, what is late and what is in danger. */
export function TodayPage() {
  const today = useToday();
  if (today.isError && !today.data)
    return <ErrorState error={today.error} onRetry={() => void today.refetch()} />;
  if (!today.data) return <WaitingPage />;
  return <TheDay today={today.data} />;
}

function TheDay({ today }: { today: Today }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  // Beside the list there is only room for the panel on a wide screen; elsewhere a row leads to the loan's page.
  const hasRoom = useMediaQuery('(min-width: 1181px)', true, { getInitialValueInEffect: false });
  const queue = chosenQueue(parameters.get('queue'), today.queues);
  const loans = today.queues.find((one) => one.queue === queue)?.items ?? [];
  const { selected, select } = useSelection(loans);

  const step = (steps: number) => {
    const next = stepped(loans, selected?.id, steps);
    if (!next) return;
    select(next);
    document.getElementById(rowId(next.id))?.scrollIntoView({ block: 'nearest' });
  };
  useShortcut('j', t('today.keys.down'), () => step(1));
  useShortcut('k', t('today.keys.up'), () => step(-1));
  useShortcut(
    'Enter',
    t('today.keys.open'),
    selected ? () => void navigate(openAddress(queue, selected)) : undefined,
  );
  useShortcut('n', t('today.keys.new'), () => void navigate('/personal/lan/nytt'));
  return (
    <>
      <Group justify="space-between" align="end" mb="sm">
        <div className={classes.heading}>
          <PageTitle tab={t('staff.nav.today')}>{capital(dates.day(today.date))}</PageTitle>
          <Text c="dimmed">
            {dates.week(today.date)}
            {!today.open && ` · ${t('today.closed')}`}
          </Text>
        </div>
        <Group gap="xs">
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
          <LinkButton
            to="/personal/lan/nytt"
            variant="default"
            leftSection={<IconPlus size={20} stroke={1.9} aria-hidden />}
          >
            {t('staff.newLoan')}
            <Key>N</Key>
          </LinkButton>
        </Group>
      </Group>
      <QueueTabs queues={inOrder(today)} chosen={queue} />
      <div className={classes.split}>
        <div>
          {queue === 'to_answer' && <GrantAll loans={loans} />}
          <QueueList
            queue={queue}
            loans={loans}
            selectedId={selected?.id}
            onSelect={hasRoom ? select : undefined}
          />
          <MoreThanShown today={today} queue={queue} />
        </div>
        <div className={classes.aside}>
          {hasRoom && selected && (
            <SelectedLoan
              key={selected.id}
              queue={queue}
              loan={selected}
              onAnswered={() => {
                const rest = loans.filter((loan) => loan.id !== selected.id);
                select(
                  rest[
                    Math.min(
                      loans.findIndex((loan) => loan.id === selected.id),
                      rest.length - 1,
                    )
                  ],
                );
              }}
            />
          )}
          {queue !== 'in_danger' && <DangerNotes today={today} />}
          <RunsToday today={today} />
        </div>
      </div>
    </>
  );
}

/**
 * The selected row. A loan that a colleague has answered meanwhile leaves the queue but stays in the panel until the person
 * moves on, so that nothing that was typed there is lost.
 */
function useSelection(loans: readonly QueuedLoan[]) {
  const [chosen, select] = useState<QueuedLoan>();
  const selected = loans.find((loan) => loan.id === chosen?.id) ?? chosen ?? loans[0];
  return { selected, select };
}

function MoreThanShown({ today, queue }: { today: Today; queue: Today['queues'][number]['queue'] }) {
  const { t } = useTranslation();
  const { total = 0, items = [] } = today.queues.find((one) => one.queue === queue) ?? {};
  if (total <= items.length) return null;
  return (
    <Text size="sm" c="dimmed" mt="xs">
      {t('today.firstOf', { shown: items.length, total })}
    </Text>
  );
}

const inOrder = (today: Today) =>
  queues.flatMap((queue) => today.queues.find((one) => one.queue === queue) ?? []);

const openAddress = (queue: string, loan: QueuedLoan) =>
  queue === 'to_pack' || queue === 'to_send' ? `/personal/packa/${loan.id}` : `/personal/lan/${loan.id}`;

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
