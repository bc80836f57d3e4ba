import type { Queue, QueuedLoan } from '@mediecentral/contracts';
import { Button, Text } from '@mantine/core';
import { IconCheck, IconClock, IconScan } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog, LinkButton, LoanStateBadge, tell } from '../../shared/ui/index.ts';
import { LoanProblem, useLoanCommand } from '../loan-handling/index.ts';
import classes from './queue-list.module.css';

/** What a row says or offers at its end: does it fit, or the next step. */
export function RowStep({ queue, loan }: { queue: Queue; loan: QueuedLoan }) {
  const { t } = useTranslation();
  if (queue === 'to_answer') {
    const fits = loan.fits && !loan.inDanger;
    const Icon = fits ? IconCheck : IconClock;
    return (
      <span className={classes.badge} data-look={fits ? 'ok' : 'wait'}>
        <Icon size={18} stroke={1.9} aria-hidden /> {t(fits ? 'today.fits' : 'today.collides')}
      </span>
    );
  }
  if (queue === 'to_pack' || queue === 'to_send') {
    return (
      <LinkButton
        to={`/personal/packa/${loan.id}`}
        size="xs"
        variant="default"
        leftSection={queue === 'to_pack' ? <IconScan size={18} stroke={1.9} aria-hidden /> : undefined}
        aria-label={t(queue === 'to_pack' ? 'today.packLoan' : 'today.sendLoan', {
          reference: loan.reference,
        })}
      >
        {t(queue === 'to_pack' ? 'today.pack' : 'today.send')}
      </LinkButton>
    );
  }
  if (queue === 'expected_back') return <BackStep loan={loan} />;
  return <LoanStateBadge state={loan.state} overdueDays={loan.overdueDays} />;
}

function BackStep({ loan }: { loan: QueuedLoan }) {
  const { t } = useTranslation();
  const command = useLoanCommand();
  const [asking, setAsking] = useState(false);
  if (loan.state === 'received') {
    return (
      <LinkButton
        to={`/personal/lan/${loan.id}`}
        size="xs"
        variant="default"
        aria-label={t('today.checkLoan', { reference: loan.reference })}
      >
        {t('today.check')}
      </LinkButton>
    );
  }
  if (!loan.allowed.includes('receive')) {
    return <LoanStateBadge state={loan.state} overdueDays={loan.overdueDays} />;
  }
  const receive = () =>
    command.mutate(
      { loan, command: 'receive', body: {} },
      {
        onSuccess: () => {
          setAsking(false);
          tell(t('today.received', { reference: loan.reference }));
        },
      },
    );
  // The school has not said that it has sent the box: a slip of the hand would end a loan that goes on.
  const unexpected = loan.state !== 'return_in_transit';
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={command.isPending}
        aria-label={t('today.receiveLoan', { reference: loan.reference })}
        onClick={unexpected || command.isError ? () => setAsking(true) : receive}
      >
        {t('today.receive')}
      </Button>
      <ConfirmDialog
        opened={asking || command.isError}
        title={t('today.receiveTitle', { reference: loan.reference })}
        confirm={t('today.receive')}
        busy={command.isPending}
        onConfirm={receive}
        onClose={() => {
          setAsking(false);
          command.reset();
        }}
      >
        {unexpected && (
          <Text ta="left">
            {t('today.receiveText', {
              school: loan.schoolUnit.name,
              state: t(`loan.state.${loan.state}`).toLocaleLowerCase(),
            })}
          </Text>
        )}
        <LoanProblem error={command.error} />
      </ConfirmDialog>
    </>
  );
}
