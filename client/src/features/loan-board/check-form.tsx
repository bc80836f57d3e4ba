import type { Loan } from '@mediecentral/contracts';
import { Button, Checkbox, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScanner } from '../../shared/scanner/index.ts';
import { DenseTable, SectionCard, Spoken, tell } from '../../shared/ui/index.ts';
import { LoanProblem, useLoanCommand } from '../loan-handling/index.ts';
import {
  allReturned,
  checkCommand,
  type CheckedUnit,
  checkSummary,
  choicesFor,
  needsNote,
  scannedBack,
  unitsToCheck,
  withNote,
  withOutcome,
  withRepair,
} from './check-form-state.ts';
import classes from './loan-board.module.css';

/** What came back, unit by unit: scanned, or chosen. What is not said anything of is still out, and may come later. */
export function CheckForm({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  const command = useLoanCommand();
  const [said, setSaid] = useState<readonly CheckedUnit[]>([]);
  const [heard, setHeard] = useState('');
  // Others may check too: what is asked follows the loan, what has been said here stays.
  const units = unitsToCheck(loan).map((unit) => said.find((one) => one.unitId === unit.unitId) ?? unit);
  const { said: count, out } = checkSummary(units);

  useScanner((code) => {
    const { units: after, found } = scannedBack(units, code);
    setSaid(after);
    setHeard(
      found ? t('board.scannedBack', { number: found.inventoryNumber }) : t('board.scannedOther', { code }),
    );
  });

  function save() {
    command.mutate(
      { loan, command: 'check', body: { units: checkCommand(units) } },
      {
        onSuccess() {
          setSaid([]);
          tell(t('board.checked', { count }));
        },
      },
    );
  }
  if (units.length === 0) return null;
  return (
    <SectionCard title={t('board.check')}>
      <Group justify="space-between" mb="sm">
        <Text c="dimmed">{t('board.checkText')}</Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconChecks size={18} stroke={1.9} aria-hidden />}
          onClick={() => setSaid(allReturned(units))}
        >
          {t('board.allWhole')}
        </Button>
      </Group>
      <DenseTable label={t('board.units')}>
        <thead>
          <tr>
            <th scope="col">{t('board.unit')}</th>
            <th scope="col">{t('today.model')}</th>
            <th scope="col">{t('board.outcomeColumn')}</th>
            <th scope="col">{t('board.note')}</th>
            <th scope="col">{t('board.repair')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <UnitRow key={unit.unitId} unit={unit} change={(changed) => setSaid(changed(units))} />
          ))}
        </tbody>
      </DenseTable>
      <Spoken className={classes.heard}>{heard}</Spoken>
      <LoanProblem error={command.error} />
      <Group justify="space-between" mt="sm">
        <Text c="dimmed">{t('board.stillOut', { count: out })}</Text>
        <Button disabled={count === 0} loading={command.isPending} onClick={save}>
          {t('board.saveCheck', { count })}
        </Button>
      </Group>
    </SectionCard>
  );
}

type RowProperties = {
  unit: CheckedUnit;
  change: (changed: (units: readonly CheckedUnit[]) => CheckedUnit[]) => void;
};

function UnitRow({ unit, change }: RowProperties) {
  const { t } = useTranslation();
  const { unitId, inventoryNumber: number } = unit;
  return (
    <tr>
      <th scope="row" data-main data-short>
        {number}
      </th>
      <td>{unit.modelName}</td>
      <td>
        <NativeSelect
          className={classes.outcome}
          size="xs"
          aria-label={t('board.outcomeOf', { number })}
          value={unit.outcome ?? ''}
          onChange={(event) => {
            const chosen = choicesFor(unit).find((choice) => choice === event.currentTarget.value);
            change((units) => withOutcome(units, unitId, chosen));
          }}
          data={[
            { value: '', label: t(unit.known === 'lost' ? 'board.stillLost' : 'board.notBack') },
            ...choicesFor(unit).map((choice) => ({ value: choice, label: t(`board.outcome.${choice}`) })),
          ]}
        />
      </td>
      <td>
        <TextInput
          className={classes.note}
          size="xs"
          aria-label={t('board.noteOf', { number })}
          placeholder={needsNote(unit) ? t('board.noteHint') : ''}
          maxLength={500}
          value={unit.note}
          onChange={(event) => {
            const note = event.currentTarget.value;
            change((units) => withNote(units, unitId, note));
          }}
        />
      </td>
      <td>
        <Checkbox
          label={t('board.toRepair')}
          disabled={!needsNote(unit)}
          checked={unit.repair}
          onChange={(event) => {
            const repair = event.currentTarget.checked;
            change((units) => withRepair(units, unitId, repair));
          }}
        />
      </td>
    </tr>
  );
}
