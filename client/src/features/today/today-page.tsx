import { queues, type Today } from '@mediecentral/contracts';
import { Button, Group, Text } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { Key, useShortcut } from '../../shared/shortcuts/index.ts';
import { ErrorState, LinkButton, PageTitle, WaitingPage } from '../../shared/ui/index.ts';
import { chosenQueue } from './queue-choice.ts';
import { QueueOfTheDay } from './queue-of-the-day.tsx';
import { QueueTabs } from './queue-tabs.tsx';
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
  // Chosen once: a queue that has been emptied does not give way to the next by itself.
  const [first] = useState(() => chosenQueue(null, today.queues));
  const named = parameters.get('queue');
  const queue = named === null ? first : chosenQueue(named, today.queues);
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
      <QueueOfTheDay key={queue} today={today} queue={queue} />
    </>
  );
}

const inOrder = (today: Today) =>
  queues.flatMap((queue) => today.queues.find((one) => one.queue === queue) ?? []);

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
