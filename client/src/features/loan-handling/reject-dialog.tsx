import type { Loan } from '@mediecentral/contracts';
import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog, tell } from '../../shared/ui/index.ts';
import { useLoanCommand } from './loan-commands.ts';
import { LoanProblem } from './loan-problem.tsx';

type Properties = {
  loan: Pick<Loan, 'id' | 'version' | 'reference'>;
  opened: boolean;
  onClose: () => void;
  onRejected: (loan: Loan) => void;
};

/** A no needs a reason, which the borrower gets to read. It cannot be taken back. */
export function RejectDialog({ loan, opened, onClose, onRejected }: Properties) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const command = useLoanCommand();
  return (
    <ConfirmDialog
      opened={opened}
      title={t('today.rejectTitle', { reference: loan.reference })}
      confirm={t('today.reject')}
      danger
      busy={command.isPending}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onConfirm={() =>
        command.mutate(
          { loan, command: 'reject', body: { message: reason.trim() } },
          {
            onSuccess(rejected) {
              tell(t('today.rejected', { reference: rejected.reference }));
              onClose();
              onRejected(rejected);
            },
          },
        )
      }
    >
      <Text mb="sm">{t('today.rejectText')}</Text>
      <Textarea
        label={t('today.reason')}
        required
        data-autofocus
        autosize
        minRows={3}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <LoanProblem error={command.error} />
    </ConfirmDialog>
  );
}
