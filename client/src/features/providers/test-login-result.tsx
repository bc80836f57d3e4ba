import type { ManagedProvider, TestResult } from '@mediecentral/contracts';
import { Text, Title } from '@mantine/core';
import { IconCheck, IconMinus, IconUser, IconX, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorState, Note, WaitingLines } from '../../shared/ui/index.ts';
import classes from './providers.module.css';
import { useTestResult } from './providers-api.ts';
import { ReceivedAttributes } from './received-attributes.tsx';

type Properties = { provider: ManagedProvider; attempt: string };

/** How a test login went: what was received, the role it gives, and the check that failed. */
export function TestLoginResult({ provider, attempt }: Properties) {
  const { t } = useTranslation();
  const result = useTestResult(provider.key, attempt);
  return (
    <div className={classes.result}>
      <Title order={3}>{t('providers.test.title')}</Title>
      {result.isPending && <WaitingLines count={5} />}
      {result.isError && <ErrorState error={result.error} inline onRetry={() => void result.refetch()} />}
      {result.data && <Outcome result={result.data} provider={provider} />}
    </div>
  );
}

function Outcome({ result, provider }: { result: TestResult; provider: ManagedProvider }) {
  const { t } = useTranslation();
  if (result.state === 'waiting') return <Text>{t('providers.test.waiting')}</Text>;
  return (
    <>
      {result.state === 'refused' && <Refusal result={result} provider={provider} />}
      {result.role && <GivenRole result={result} />}
      {result.attributes.length > 0 && <ReceivedAttributes result={result} />}
      <Steps result={result} />
    </>
  );
}

function Refusal({ result, provider }: { result: TestResult; provider: ManagedProvider }) {
  const { t } = useTranslation();
  const { failure, reference, reason } = result;
  return (
    <div role="alert">
      <Note kind="bad">
        <Text fw={600}>{failure ? t(`login.failure.${failure}`) : t('providers.test.refused')}</Text>
        {reason && (
          <Text>
            {t('providers.test.failedAt', { check: reason.check })} <span lang="en">{reason.detail}</span>
          </Text>
        )}
        {reference && <Text>{t('providers.test.number', { number: reference })}</Text>}
        {provider.errorUrl && (
          <a href={provider.errorUrl} target="_blank" rel="noreferrer">
            {t('providers.test.errorPage')}
          </a>
        )}
      </Note>
    </div>
  );
}

function GivenRole({
  result: { role, attributes, schoolUnits, unknownSchoolUnitCodes },
}: {
  result: TestResult;
}) {
  const { t } = useTranslation();
  if (!role) return null;
  const hasMail = attributes.some(({ name, values }) => name === 'mail' && values.length > 0);
  return (
    <Note kind="ok" icon={IconUser}>
      <b>{t('providers.getsRole', { role: t(`account.role.${role}`).toLocaleLowerCase() })}</b>
      {schoolUnits.length > 0 && (
        <Text>{t('providers.test.schools', { names: schoolUnits.map(({ name }) => name).join(', ') })}</Text>
      )}
      {unknownSchoolUnitCodes.length > 0 && (
        <Text>{t('providers.test.unknownSchools', { codes: unknownSchoolUnitCodes.join(', ') })}</Text>
      )}
      {!hasMail && role !== 'pupil' && <Text>{t('providers.test.noMail')}</Text>}
    </Note>
  );
}

const stepIcons: Record<TestResult['steps'][number]['outcome'], TablerIcon> = {
  passed: IconCheck,
  failed: IconX,
  not_reached: IconMinus,
};

/** Each check in its order. Where all have passed they are folded away. */
function Steps({ result: { steps, state } }: { result: TestResult }) {
  const { t } = useTranslation();
  return (
    <details open={state === 'refused'}>
      <summary>{t('providers.test.steps', { count: steps.length })}</summary>
      <ol className={classes.checks}>
        {steps.map(({ step, outcome }) => {
          const Icon = stepIcons[outcome];
          return (
            <li key={step} data-outcome={outcome}>
              <Icon size={20} stroke={1.9} aria-hidden />
              {t(`providers.step.${step}`)}
              <span className={classes.outcome}>{t(`providers.outcome.${outcome}`)}</span>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
