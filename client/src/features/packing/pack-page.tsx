import type { Loan } from '@mediecentral/contracts';
import { Button, Group, Text, TextInput } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCloud,
  IconPackage,
  IconScan,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { useScanner } from '../../shared/scanner/index.ts';
import { Key, useShortcut } from '../../shared/shortcuts/index.ts';
import {
  Breadcrumbs,
  FailedPage,
  LoanStateBadge,
  Note,
  PageTitle,
  Spoken,
  tell,
  WaitingPage,
} from '../../shared/ui/index.ts';
import { LoanProblem, useLoanCommand, useStaffLoan } from '../loan-handling/index.ts';
import { ContentsChecklist } from './contents-checklist.tsx';
import { MissingDialog } from './missing-dialog.tsx';
import classes from './pack-page.module.css';
import { usePacking } from './packing-api.ts';
import { pickList, progressOf } from './pick-list.ts';
import { PickListCard } from './pick-list-card.tsx';
import { lastRight } from './scan-log.ts';
import { ScanHistory } from './scan-history.tsx';
import { ScanResult } from './scan-result.tsx';
import { SendCard } from './send-card.tsx';
import { useSoundChoice } from './use-sound-choice.ts';

/** Packs one loan with a hand scanner, without touching the screen; then labels, and off it goes. */
export function PackPage() {
  const { id = '' } = useParams();
  const loan = useStaffLoan(id);
  if (loan.isError && !loan.data)
    return <FailedPage error={loan.error} onRetry={() => void loan.refetch()} />;
  if (!loan.data) return <WaitingPage />;
  return <Box key={id} loan={loan.data} />;
}

function Box({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const sound = useSoundChoice();
  const packing = usePacking(loan.id);
  const command = useLoanCommand();
  const [missing, setMissing] = useState(false);
  const [takeOutError, setTakeOutError] = useState<unknown>();
  const lines = pickList(loan);
  const { packed, wanted } = progressOf(lines);
  const mayPack = loan.allowed.includes('pack');
  const complete = packed >= wanted && packing.waiting.length === 0;
  const last = lastRight(packing.log);

  async function takeOut(unitId: string) {
    setTakeOutError(undefined);
    try {
      await packing.takeOut(unitId);
    } catch (error) {
      setTakeOutError(error);
    }
  }
  const lastUnitId = last?.unit?.id;
  const undo = mayPack && lastUnitId ? () => void takeOut(lastUnitId) : undefined;
  const finish = () =>
    command.mutate(
      { loan, command: 'pack', body: {} },
      { onSuccess: () => tell(t('packing.packed', { reference: loan.reference })) },
    );

  useScanner((code) => packing.scan(code));
  useShortcut('z', t('packing.keys.undo'), undo);
  useShortcut(
    's',
    t('packing.keys.missing'),
    mayPack && packed < wanted ? () => setMissing(true) : undefined,
  );
  useShortcut('m', t('packing.keys.sound'), sound.toggle);
  useShortcut(
    'Enter',
    t('packing.keys.done'),
    mayPack && complete && !command.isPending ? finish : undefined,
  );
  const SoundIcon = sound.on ? IconVolume : IconVolumeOff;
  return (
    <>
      <Breadcrumbs items={[{ label: t('staff.nav.packing'), to: '/personal/packa' }]} here={loan.reference} />
      <Group justify="space-between" mb="sm">
        <PageTitle>
          {t('packing.title', { reference: loan.reference, school: loan.schoolUnit.name })}
        </PageTitle>
        <Group gap="xs">
          <LoanStateBadge state={loan.state} overdueDays={loan.overdueDays} />
          <Button
            variant="default"
            aria-pressed={sound.on}
            leftSection={<SoundIcon size={20} stroke={1.9} aria-hidden />}
            onClick={sound.toggle}
          >
            {t(sound.on ? 'packing.soundOn' : 'packing.soundOff')}
            <Key>M</Key>
          </Button>
        </Group>
      </Group>
      <Text c="dimmed" mb="md">
        {t('packing.leaves', {
          date: dates.near(loan.window.dispatchOn),
          how: t(`staff.delivery.${loan.delivery}`),
          municipality: loan.municipality.name,
        })}
      </Text>
      <div className={classes.pack}>
        <div className={classes.stack}>
          <PickListCard
            lines={lines}
            lastLineId={packing.log[0]?.lineId}
            onTakeOut={mayPack ? (unitId) => void takeOut(unitId) : undefined}
          >
            {mayPack && (
              <div className={classes.foot}>
                <Button
                  variant="default"
                  disabled={packed >= wanted}
                  leftSection={<IconAlertTriangle size={20} stroke={1.9} aria-hidden />}
                  onClick={() => setMissing(true)}
                >
                  {t('packing.missing')}
                  <Key>S</Key>
                </Button>
                <Button
                  disabled={!complete}
                  loading={command.isPending}
                  leftSection={<IconPackage size={20} stroke={1.9} aria-hidden />}
                  onClick={finish}
                >
                  {t('packing.done')}
                  <Key>Enter</Key>
                </Button>
              </div>
            )}
          </PickListCard>
          <LoanProblem error={command.error ?? takeOutError} />
          <ContentsChecklist loanId={loan.id} lines={lines} />
        </div>
        <div>{mayPack ? <ScanResult scan={packing.log[0]} /> : <SendCard loan={loan} />}</div>
        <div className={classes.stack}>
          {packing.waiting.length > 0 && (
            <Spoken>
              <Note kind="wait" icon={IconCloud}>
                {t('packing.offline', { count: packing.waiting.length })}
              </Note>
            </Spoken>
          )}
          {mayPack && <ByHand onScan={packing.scan} />}
          {(mayPack || packing.log.length > 0) && <ScanHistory log={packing.log} onUndo={undo} />}
        </div>
      </div>
      <MissingDialog loan={loan} lines={lines} opened={missing} onClose={() => setMissing(false)} />
    </>
  );
}

/** For a label that cannot be scanned: the number, typed. */
function ByHand({ onScan }: { onScan: (code: string) => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  return (
    <form
      className={`${classes.card} ${classes.listening}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() === '') return;
        onScan(code.trim());
        setCode('');
      }}
    >
      <span>
        <IconScan size={22} stroke={1.9} aria-hidden />
        <span>
          <b>{t('packing.listening')}</b> <span className={classes.muted}>{t('packing.listeningText')}</span>
        </span>
      </span>
      <span className={classes.number}>
        <label htmlFor="by-hand">{t('packing.number')}</label>
        <TextInput
          id="by-hand"
          autoComplete="off"
          autoCapitalize="characters"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('packing.add')}
        </Button>
      </span>
    </form>
  );
}
