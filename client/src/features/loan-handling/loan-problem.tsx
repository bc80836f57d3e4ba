import type { Loan } from '@mediecentral/contracts';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SomeoneWasFirst } from '../../shared/conflict/index.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { ErrorState, Note } from '../../shared/ui/index.ts';

/** Why a command did not go through. Where somebody was first: who, when, and how the loan is now. */
export function LoanProblem({ error }: { error: unknown }) {
  if (!error) return null;
  if (error instanceof SomeoneWasFirst) return <MovedOn loan={error.now as Loan} />;
  return <ErrorState error={error} inline />;
}

function MovedOn({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const last = loan.events.at(-1);
  const values = {
    state: t(`loan.state.${loan.state}`).toLocaleLowerCase(),
    who: last?.by ?? t(`staff.side.${last?.side ?? 'system'}`),
    when: last ? dates.instant(last.at) : '',
  };
  return (
    <div role="alert">
      <Note kind="wait">
        <Text fw={600}>{t('staff.conflict.title')}</Text>
        <Text>{t('staff.conflict.loanNow', values)}</Text>
        <Text size="sm">{t('staff.conflict.loanKept')}</Text>
      </Note>
    </div>
  );
}
