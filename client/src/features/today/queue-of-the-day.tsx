import type { Queue, QueuedLoan, Today } from '@mediecentral/contracts';
import { Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useShortcut } from '../../shared/shortcuts/index.ts';
import { DangerNotes } from './danger-notes.tsx';
import { GrantAll } from './grant-all.tsx';
import { stepped } from './queue-choice.ts';
import { QueueList, rowId } from './queue-list.tsx';
import { RunsToday } from './runs-today.tsx';
import { SelectedLoan } from './selected-loan.tsx';
import classes from './today-page.module.css';

type Properties = { today: Today; queue: Queue };

/** One queue beside the loan that is selected in it. */
export function QueueOfTheDay({ today, queue }: Properties) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  // Beside the list there is only room for the panel on a wide screen; elsewhere a row leads to the loan's page.
  const hasRoom = useMediaQuery('(min-width: 1181px)', true, { getInitialValueInEffect: false });
  const { total = 0, items = [] } = today.queues.find((one) => one.queue === queue) ?? {};
  const { loans, selected, select, leave } = useSelection(items);

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
  return (
    <div className={classes.split}>
      <div>
        {queue === 'to_answer' && <GrantAll loans={loans} />}
        <QueueList
          queue={queue}
          loans={loans}
          selectedId={selected?.id}
          onSelect={hasRoom ? select : undefined}
        />
        {total > items.length && (
          <Text size="sm" c="dimmed" mt="xs">
            {t('today.firstOf', { shown: items.length, total })}
          </Text>
        )}
      </div>
      <div className={classes.aside}>
        {hasRoom && selected && (
          <SelectedLoan key={selected.id} queue={queue} loan={selected} onAnswered={() => leave(selected)} />
        )}
        {queue !== 'in_danger' && <DangerNotes today={today} />}
        <RunsToday today={today} />
      </div>
    </div>
  );
}

/**
 * The selected row. A loan that a colleague has answered meanwhile leaves the queue but stays selected until the person moves
 * on, so that nothing that was typed for it is lost. What the person has answered leaves at once, before the queue is read anew.
 */
function useSelection(items: readonly QueuedLoan[]) {
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const [chosen, select] = useState<QueuedLoan>();
  const loans = items.filter((loan) => !answered.has(loan.id));
  const [first] = loans;
  if (chosen === undefined && first) select(first);
  const selected = loans.find((loan) => loan.id === chosen?.id) ?? chosen ?? first;

  /** Goes on to the row that takes the place of one that has been answered. */
  function leave(loan: QueuedLoan) {
    const place = loans.findIndex((one) => one.id === loan.id);
    const rest = loans.toSpliced(place, place < 0 ? 0 : 1);
    setAnswered(new Set([...answered, loan.id]));
    select(rest[Math.min(Math.max(place, 0), rest.length - 1)]);
  }
  return { loans, selected, select, leave };
}

const openAddress = (queue: Queue, loan: QueuedLoan) =>
  queue === 'to_pack' || queue === 'to_send' ? `/personal/packa/${loan.id}` : `/personal/lan/${loan.id}`;
