import type { Loan } from '@mediecentral/contracts';
import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog, tell } from '../../shared/ui/index.ts';
import { LoanProblem, useLoanCommand } from '../loan-handling/index.ts';

type Properties = { loan: Loan; command: 'cancel' | 'recall'; opened: boolean; onClose: () => void };

/** Calls a loan off, or asks for it back, with words for the borrower; those are required for a recall. */
export function MessageDialog({ loan, command: name, opened, onClose }: Properties) {
  const { t } = useTranslation();
  const [message, setMessage] = useState('');
  const command = useLoanCommand();
  const required = name === 'recall';
  const text = message.trim();
  return (
    <ConfirmDialog
      opened={opened}
      title={t(`board.${name}Title`, { reference: loan.reference })}
      confirm={t(`board.command.${name}`)}
      danger
      busy={command.isPending}
      disabled={required && text === ''}
      onClose={onClose}
      onConfirm={() =>
        command.mutate(
          name === 'recall'
            ? { loan, command: 'recall', body: { message: text } }
            : { loan, command: 'cancel', body: text ? { message: text } : {} },
          {
            onSuccess() {
              tell(t(`board.${name}Done`, { reference: loan.reference }));
              onClose();
            },
          },
        )
      }
    >
      <Text mb="sm">{t(`board.${name}Text`)}</Text>
      <Textarea
        label={t(required ? 'today.reason' : 'today.message')}
        required={required}
        data-autofocus
        autosize
        minRows={2}
        maxLength={1000}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      <LoanProblem error={command.error} />
    </ConfirmDialog>
  );
}
