import type { Loan } from '@mediecentral/contracts';
import { List, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog, tell } from '../../shared/ui/index.ts';
import { LoanProblem, useLoanCommand } from '../loan-handling/index.ts';
import type { PickLine } from './pick-list.ts';

type Properties = { loan: Loan; lines: readonly PickLine[]; opened: boolean; onClose: () => void };

/** The box goes without something: why, which the borrower gets to read. What is missing is released. */
export function MissingDialog({ loan, lines, opened, onClose }: Properties) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const command = useLoanCommand();
  return (
    <ConfirmDialog
      opened={opened}
      title={t('packing.missingTitle')}
      confirm={t('packing.missingConfirm')}
      busy={command.isPending}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onConfirm={() =>
        command.mutate(
          { loan, command: 'pack', body: { missing: reason.trim() } },
          {
            onSuccess() {
              tell(t('packing.packed', { reference: loan.reference }));
              onClose();
            },
          },
        )
      }
    >
      <Text>{t('packing.missingText')}</Text>
      <List my="sm">
        {lines
          .filter((line) => !line.done)
          .map((line) => (
            <List.Item key={line.lineId}>
              {line.wanted - line.packed.length} {line.modelName}
            </List.Item>
          ))}
      </List>
      <Textarea
        label={t('packing.missingReason')}
        required
        data-autofocus
        autosize
        minRows={2}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <LoanProblem error={command.error} />
    </ConfirmDialog>
  );
}
