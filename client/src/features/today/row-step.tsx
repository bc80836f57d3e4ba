import type { Queue, QueuedLoan } from '@mediecentral/contracts';
import { Button } from '@mantine/core';
import { IconCheck, IconClock, IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LinkButton, LoanStateBadge, tell } from '../../shared/ui/index.ts';
import { useLoanCommand } from '../loan-handling/index.ts';
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
  if (!loan.allowed.includes('receive'))
    return <LoanStateBadge state={loan.state} overdueDays={loan.overdueDays} />;
  return (
    <Button
      size="xs"
      variant="default"
      loading={command.isPending}
      aria-label={t('today.receiveLoan', { reference: loan.reference })}
      onClick={() =>
        command.mutate(
          { loan, command: 'receive', body: {} },
          {
            onSuccess: () => tell(t('today.received', { reference: loan.reference })),
            onError: () => tell(t('today.receiveFailed', { reference: loan.reference })),
          },
        )
      }
    >
      {t('today.receive')}
    </Button>
  );
}
