import type { Loan } from '@mediecentral/contracts';
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorState, tell } from '../../shared/ui/index.ts';
import { useBorrowerCommand } from './loans-api.ts';
import classes from './loan-next-step.module.css';

/** The one thing that is the borrower’s to do now, as a big button; nothing when it is somebody else’s turn. */
export function LoanNextStep({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  const command = useBorrowerCommand(loan);
  const mayConfirm = loan.allowed.includes('confirm-receipt');
  const maySendBack = loan.allowed.includes('send-back') && loan.state !== 'dispatched';
  if (!mayConfirm && !maySendBack) return null;
  const step = mayConfirm ? 'confirm-receipt' : 'send-back';
  const Icon = mayConfirm ? IconCheck : IconArrowBackUp;
  return (
    <div className={classes.step}>
      <Button
        size="lg"
        loading={command.isPending}
        leftSection={<Icon size={22} stroke={1.9} aria-hidden />}
        onClick={() =>
          command.mutate(step, {
            onSuccess: () => tell(t(mayConfirm ? 'loans.gotItDone' : 'loans.sendBackDone')),
          })
        }
      >
        {t(mayConfirm ? 'loans.gotIt' : 'loans.sendBack')}
      </Button>
      {command.isError && <ErrorState error={command.error} inline />}
    </div>
  );
}
