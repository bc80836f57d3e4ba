import type { Decision, Loan } from '@mediecentral/contracts';
import { Button, Group, NumberInput, Text, Textarea } from '@mantine/core';
import { IconCheck, IconCircleHalf2, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SomeoneWasFirst } from '../../shared/conflict/index.ts';
import { useLanguage } from '../../shared/i18n/use-language.ts';
import { Key, useShortcut } from '../../shared/shortcuts/index.ts';
import { ErrorState, tell, WaitingLines } from '../../shared/ui/index.ts';
import classes from './decision-panel.module.css';
import { FreeDaysStrip } from './free-days-strip.tsx';
import { extentOf, type Grants, initialGrants, reducedLines, refitted, withGrant } from './grant.ts';
import { useDecision, useLoanCommand } from './loan-commands.ts';
import { LoanProblem } from './loan-problem.tsx';
import { RejectDialog } from './reject-dialog.tsx';

export type LoanToDecide = Pick<Loan, 'id' | 'version' | 'reference' | 'from' | 'to' | 'allowed'>;

type Properties = {
  loan: LoanToDecide;
  /** After an answer that went through. */
  onAnswered: (loan: Loan) => void;
};

/** Grant all of it, some of it, or say no with a reason. What has been typed survives a colleague who was first. */
export function DecisionPanel({ loan, onAnswered }: Properties) {
  const { t } = useTranslation();
  const decision = useDecision(loan.id);
  const isOpen = loan.allowed.includes('approve') || loan.allowed.includes('reject');
  // Where a colleague answers meanwhile, what has been written stays, with word of who was first.
  const [wasOpen] = useState(isOpen);
  if (decision.isError && !decision.data)
    return <ErrorState error={decision.error} onRetry={() => void decision.refetch()} />;
  if (!decision.data) return <WaitingLines count={4} />;
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('today.record', { count: decision.data.loansThisYear })}{' '}
        {t('today.lateReturns', { count: decision.data.lateReturns })}
      </Text>
      {!isOpen && <Text mt="sm">{t('today.alreadyAnswered')}</Text>}
      {(isOpen || wasOpen) && <DecisionForm loan={loan} decision={decision.data} onAnswered={onAnswered} />}
    </>
  );
}

function DecisionForm({ loan: seen, decision, onAnswered }: Properties & { decision: Decision }) {
  const { t } = useTranslation();
  const [typed, setGrants] = useState<Grants>();
  const [message, setMessage] = useState('');
  const [rejecting, setRejecting] = useState(false);
  const command = useLoanCommand();
  // Where somebody was first, the next try is made from how the loan is now.
  const loan: LoanToDecide = command.error instanceof SomeoneWasFirst ? (command.error.now as Loan) : seen;
  const { lines } = decision;
  const grants = typed ? refitted(lines, typed) : initialGrants(lines);
  const extent = extentOf(lines, grants);
  const words = useGrantWords(decision, grants);
  const mayApprove = loan.allowed.includes('approve') && extent !== 'nothing' && !command.isPending;

  function approve() {
    const reduced = reducedLines(lines, grants);
    const body = {
      ...(reduced.length > 0 ? { lines: reduced } : {}),
      ...(message.trim() ? { message: message.trim() } : {}),
    };
    command.mutate(
      { loan, command: 'approve', body },
      {
        onSuccess(answered) {
          tell(
            t(extent === 'whole' ? 'today.granted' : 'today.grantedPart', { reference: answered.reference }),
          );
          onAnswered(answered);
        },
      },
    );
  }

  useShortcut('a', t('today.keys.grant'), mayApprove ? approve : undefined);
  useShortcut(
    'x',
    t('today.keys.reject'),
    loan.allowed.includes('reject') ? () => setRejecting(true) : undefined,
  );
  const Icon = extent === 'whole' ? IconCheck : IconCircleHalf2;
  return (
    <>
      <table className={classes.lines}>
        <thead>
          <tr>
            <th scope="col">{t('today.model')}</th>
            <th scope="col">{t('today.asked')}</th>
            <th scope="col">{t('today.available')}</th>
            <th scope="col">{t('today.grantColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineId}>
              <th scope="row">{line.modelName}</th>
              <td>{line.asked}</td>
              <td data-short={line.grantable < line.asked}>{line.grantable}</td>
              <td>
                <NumberInput
                  aria-label={t('today.grantLine', { model: line.modelName })}
                  value={grants[line.lineId] ?? 0}
                  min={0}
                  max={Math.min(line.asked, line.grantable)}
                  clampBehavior="strict"
                  hideControls
                  allowDecimal={false}
                  onChange={(value) => setGrants(withGrant(grants, line, Number(value)))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.map((line) => (
        <FreeDaysStrip key={line.lineId} {...line} from={loan.from} to={loan.to} />
      ))}
      <Textarea
        mt="sm"
        label={t('today.message')}
        description={extent === 'whole' ? undefined : t('today.messageWhy')}
        autosize
        minRows={1}
        maxLength={1000}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      {!rejecting && <LoanProblem error={command.error} />}
      <Button
        fullWidth
        size="md"
        mt="md"
        leftSection={<Icon size={20} stroke={1.9} aria-hidden />}
        disabled={!mayApprove}
        loading={command.isPending && !rejecting}
        onClick={approve}
        classNames={{ label: classes.wrapping ?? '', root: classes.grow ?? '' }}
      >
        {extent === 'nothing' ? t('today.grantNothing') : t('today.grant', { what: words })}
        <Key>A</Key>
      </Button>
      <Group mt="xs" grow>
        <Button
          variant="outline"
          color="tegel"
          leftSection={<IconX size={20} stroke={1.9} aria-hidden />}
          disabled={!loan.allowed.includes('reject')}
          onClick={() => setRejecting(true)}
        >
          {t('today.reject')}
          <Key>X</Key>
        </Button>
      </Group>
      <RejectDialog
        loan={loan}
        opened={rejecting}
        onClose={() => setRejecting(false)}
        onRejected={onAnswered}
      />
    </>
  );
}

/** `6 Dash och 1 iPad-väska`; more than three things are only counted. */
function useGrantWords({ lines }: Decision, grants: Grants): string {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const granted = lines.filter((line) => (grants[line.lineId] ?? 0) > 0);
  if (granted.length > 3) {
    return t('today.things', { count: granted.reduce((sum, line) => sum + (grants[line.lineId] ?? 0), 0) });
  }
  return new Intl.ListFormat(language).format(
    granted.map((line) => `${grants[line.lineId]} ${line.modelName}`),
  );
}
