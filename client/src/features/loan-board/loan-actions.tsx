import type { Loan } from '@mediecentral/contracts';
import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton, SectionCard, tell } from '../../shared/ui/index.ts';
import { LoanProblem, useLoanCommand } from '../loan-handling/index.ts';
import { isAccountedFor } from './check-form-state.ts';
import { MessageDialog } from './message-dialog.tsx';

/** Commands that need nothing more than the press of a button. */
const simple = ['confirm-receipt', 'send-back', 'receive', 'close'] as const;

/** Everything that may be done with the loan now, the next step first, what cannot be taken back behind a question. */
export function LoanActions({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  const command = useLoanCommand();
  const [asking, setAsking] = useState<'cancel' | 'recall'>();
  const may = (name: Loan['allowed'][number]) => loan.allowed.includes(name);
  const buttons = simple.filter((name) => may(name) && (name !== 'close' || isAccountedFor(loan)));
  const packs = may('pack') || may('dispatch');
  if (!packs && buttons.length === 0 && !may('cancel') && !may('recall')) return null;
  return (
    <SectionCard title={t('board.actions')}>
      <Stack gap="xs">
        {packs && (
          <LinkButton to={`/personal/packa/${loan.id}`} size="lg">
            {t(may('pack') ? 'today.pack' : 'today.send')}
          </LinkButton>
        )}
        {buttons.map((name, index) => (
          <Button
            key={name}
            variant={index === 0 && !packs && isUsual(name, loan) ? 'filled' : 'default'}
            loading={command.isPending && command.variables.command === name}
            disabled={command.isPending}
            onClick={() =>
              command.mutate(
                { loan, command: name, body: {} },
                {
                  onSuccess: (now) =>
                    tell(
                      t('board.done', {
                        reference: now.reference,
                        state: t(`loan.state.${now.state}`).toLocaleLowerCase(),
                      }),
                    ),
                },
              )
            }
          >
            {t(`board.command.${name}`)}
          </Button>
        ))}
        <Group gap="xs" grow>
          {may('recall') && (
            <Button variant="outline" color="tegel" onClick={() => setAsking('recall')}>
              {t('board.command.recall')}
            </Button>
          )}
          {may('cancel') && (
            <Button variant="outline" color="tegel" onClick={() => setAsking('cancel')}>
              {t('board.command.cancel')}
            </Button>
          )}
        </Group>
        <LoanProblem error={command.error} />
      </Stack>
      <MessageDialog
        loan={loan}
        command="cancel"
        opened={asking === 'cancel'}
        onClose={() => setAsking(undefined)}
      />
      <MessageDialog
        loan={loan}
        command="recall"
        opened={asking === 'recall'}
        onClose={() => setAsking(undefined)}
      />
    </SectionCard>
  );
}

/** Staff may say what a school forgot to say, but that is not what they usually come to do. */
const isUsual = (name: (typeof simple)[number], loan: Loan) =>
  name === 'close' || (name === 'receive' && (loan.state === 'return_in_transit' || loan.overdueDays > 0));
