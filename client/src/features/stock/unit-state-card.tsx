import { type Unit, type UnitState, unitStates } from '@mediecentral/contracts';
import { Button, List, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SomeoneWasFirst } from '../../shared/conflict/index.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { ConfirmDialog, DateField, ErrorState, Note, SectionCard, tell } from '../../shared/ui/index.ts';
import { useStockChanges } from './stock-api.ts';

type Danger = Awaited<ReturnType<ReturnType<typeof useStockChanges>['setState']>>['inDanger'];

/** To repair, lost, retired, or back in use; and which booked loans no longer fit when it is away. */
export function UnitStateCard({ unit }: { unit: Unit }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const [asking, setAsking] = useState<UnitState>();
  const [inDanger, setInDanger] = useState<Danger>([]);
  return (
    <SectionCard title={t('stock.stateColumn')}>
      <Stack gap="xs">
        {unitStates
          .filter((state) => state !== unit.state)
          .map((state) => (
            <Button
              key={state}
              variant="default"
              {...(state === 'lost' || state === 'retired' ? { variant: 'outline', color: 'tegel' } : {})}
              onClick={() => setAsking(state)}
            >
              {t(`stock.to.${state}`)}
            </Button>
          ))}
      </Stack>
      {inDanger.length > 0 && (
        <div role="alert">
          <Note kind="bad">
            <Text fw={600}>{t('stock.inDanger', { count: inDanger.length })}</Text>
            <List size="sm">
              {inDanger.map((loan) => (
                <List.Item key={loan.loanId}>
                  <Link to={`/personal/lan/${loan.loanId}`}>{loan.reference}</Link>{' '}
                  {t('stock.inDangerLoan', { from: dates.day(loan.from), count: loan.missing })}
                </List.Item>
              ))}
            </List>
          </Note>
        </div>
      )}
      {asking && (
        <StateDialog
          unit={unit}
          state={asking}
          onClose={() => setAsking(undefined)}
          onChanged={(danger) => {
            setInDanger(danger);
            setAsking(undefined);
          }}
        />
      )}
    </SectionCard>
  );
}

type DialogProperties = {
  unit: Unit;
  state: UnitState;
  onClose: () => void;
  onChanged: (inDanger: Danger) => void;
};

function StateDialog({ unit, state, onClose, onChanged }: DialogProperties) {
  const { t } = useTranslation();
  const { setState } = useStockChanges();
  const [note, setNote] = useState('');
  const [until, setUntil] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function change() {
    setBusy(true);
    setError(undefined);
    try {
      const { inDanger } = await setState(unit, {
        state,
        note: note.trim(),
        ...(state === 'repair' && until ? { until } : {}),
      });
      tell(
        t('stock.stateSet', {
          number: unit.inventoryNumber,
          state: t(`stock.state.${state}`).toLocaleLowerCase(),
        }),
      );
      onChanged(inDanger);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }
  return (
    <ConfirmDialog
      opened
      title={`${t(`stock.to.${state}`)}: ${unit.inventoryNumber}`}
      confirm={t(`stock.to.${state}`)}
      danger={state === 'lost' || state === 'retired'}
      busy={busy}
      onClose={onClose}
      onConfirm={() => void change()}
    >
      <Text mb="sm">{t(`stock.toText.${state}`)}</Text>
      {state === 'repair' && (
        <DateField
          mb="sm"
          label={t('stock.until')}
          description={t('stock.untilText')}
          value={until}
          onChange={(date) => setUntil(date)}
        />
      )}
      <Textarea
        label={t('board.note')}
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {error instanceof SomeoneWasFirst ? (
        <div role="alert">
          <Note kind="wait">
            <b>{t('staff.conflict.title')}</b>{' '}
            {t('stock.unitNow', { state: t(`stock.state.${(error.now as Unit).state}`).toLocaleLowerCase() })}
          </Note>
        </div>
      ) : (
        error !== undefined && <ErrorState error={error} inline />
      )}
    </ConfirmDialog>
  );
}
