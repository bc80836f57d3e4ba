import { getLoanCalendar, type Loan } from '@mediecentral/contracts';
import { Button } from '@mantine/core';
import { IconCalendarPlus, IconRepeat, IconTool, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOfFile } from '../../shared/api/call.ts';
import { ConfirmDialog, SectionCard, tell } from '../../shared/ui/index.ts';
import { DamageDialog } from './damage-dialog.tsx';
import classes from './loan-actions.module.css';
import { useBorrowerCommand } from './loans-api.ts';
import { useRepeatLoan } from './use-repeat-loan.ts';

const hasDaysAhead = new Set<string>([
  'requested',
  'approved',
  'partly_approved',
  'packed',
  'dispatched',
  'on_loan',
]);
const isOrWasAtSchool = new Set<string>([
  'dispatched',
  'on_loan',
  'recalled',
  'return_in_transit',
  'received',
]);

/** Everything else that a borrower can do with the loan. */
export function LoanActions({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'cancel' | 'damage'>();
  const cancel = useBorrowerCommand(loan);
  const repeat = useRepeatLoan();
  const close = () => setAsking(undefined);
  const looks = { variant: 'default', justify: 'flex-start', fullWidth: true } as const;
  return (
    <SectionCard title={t('loans.youCan')}>
      <div className={classes.actions}>
        {hasDaysAhead.has(loan.state) && (
          <Button
            {...looks}
            component="a"
            href={addressOfFile(getLoanCalendar, { params: { id: loan.id } })}
            download={`${loan.reference}.ics`}
            leftSection={<IconCalendarPlus size={22} stroke={1.9} aria-hidden />}
          >
            {t('loans.calendar')}
          </Button>
        )}
        {isOrWasAtSchool.has(loan.state) && (
          <Button
            {...looks}
            leftSection={<IconTool size={22} stroke={1.9} aria-hidden />}
            onClick={() => setAsking('damage')}
          >
            {t('loans.damage')}
          </Button>
        )}
        <Button
          {...looks}
          leftSection={<IconRepeat size={22} stroke={1.9} aria-hidden />}
          onClick={() => repeat(loan)}
        >
          {t('loans.repeat')}
        </Button>
        {loan.allowed.includes('cancel') && (
          <Button
            {...looks}
            leftSection={<IconX size={22} stroke={1.9} aria-hidden />}
            onClick={() => {
              cancel.reset();
              setAsking('cancel');
            }}
          >
            {t('loans.cancel')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        danger
        opened={asking === 'cancel'}
        title={t('loans.cancelTitle')}
        confirm={t('loans.cancel')}
        busy={cancel.isPending}
        error={cancel.error}
        onClose={close}
        onConfirm={() =>
          cancel.mutate('cancel', {
            onSuccess: () => {
              close();
              tell(t('loans.cancelDone'));
            },
          })
        }
      >
        {t('loans.cancelText')}
      </ConfirmDialog>
      <DamageDialog loan={loan} opened={asking === 'damage'} onClose={close} />
    </SectionCard>
  );
}
