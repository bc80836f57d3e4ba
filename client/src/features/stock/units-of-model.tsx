import { type EquipmentModel, unitStates } from '@mediecentral/contracts';
import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DenseTable, EmptyState, ErrorState, WaitingLines } from '../../shared/ui/index.ts';
import { AddUnitsDialog } from './add-units-dialog.tsx';
import { useUnits } from './stock-api.ts';
import { UnitStateBadge } from './unit-state-badge.tsx';

/** The units of a model, where each of them is, and more of them. */
export function UnitsOfModel({ model }: { model: EquipmentModel }) {
  const { t } = useTranslation();
  const [state, setState] = useState('');
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim().toUpperCase(), 200);
  const [adding, setAdding] = useState(false);
  const chosen = unitStates.find((known) => known === state);
  const units = useUnits({ modelId: model.id, ...(chosen ? { state: chosen } : {}), ...(q ? { q } : {}) });
  const shown = units.data?.pages.flatMap((page) => page.items) ?? [];
  const total = units.data?.pages[0]?.total ?? 0;
  return (
    <>
      <Group mb="sm" align="end" justify="space-between">
        <Group align="end">
          <TextInput
            type="search"
            label={t('stock.searchUnit')}
            leftSection={<IconSearch size={20} stroke={1.9} aria-hidden />}
            maxLength={60}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('stock.stateColumn')}
            value={state}
            onChange={(event) => setState(event.currentTarget.value)}
            data={[
              { value: '', label: t('board.all') },
              ...unitStates.map((one) => ({ value: one, label: t(`stock.state.${one}`) })),
            ]}
          />
        </Group>
        <Button leftSection={<IconPlus size={20} stroke={1.9} aria-hidden />} onClick={() => setAdding(true)}>
          {t('stock.addUnits')}
        </Button>
      </Group>
      <Text component="output" display="block" size="sm" c="dimmed" mb="xs">
        {units.isSuccess ? t('stock.unitsFound', { count: total }) : ''}
      </Text>
      {units.isPending && <WaitingLines />}
      {units.isError && <ErrorState error={units.error} onRetry={() => void units.refetch()} />}
      {units.isSuccess && shown.length === 0 && (
        <EmptyState
          title={t(chosen || q ? 'stock.noUnitFound' : 'stock.noUnits')}
          text={t('stock.noUnitsText')}
        />
      )}
      {shown.length > 0 && (
        <DenseTable label={t('stock.units')}>
          <thead>
            <tr>
              <th scope="col">{t('stock.field.inventoryNumber')}</th>
              <th scope="col">{t('stock.stateColumn')}</th>
              <th scope="col">{t('stock.loan')}</th>
              <th scope="col">{t('stock.field.condition')}</th>
              <th scope="col">{t('stock.field.serial')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((unit) => (
              <tr key={unit.id}>
                <th scope="row" data-main data-short>
                  <Link to={`/personal/exemplar/${unit.id}`}>{unit.inventoryNumber}</Link>
                </th>
                <td>
                  <UnitStateBadge state={unit.state} />
                </td>
                <td>
                  {unit.loan && <Link to={`/personal/lan/${unit.loan.id}`}>{unit.loan.reference}</Link>}
                </td>
                <td>{unit.condition}</td>
                <td>{unit.serial}</td>
              </tr>
            ))}
          </tbody>
        </DenseTable>
      )}
      {units.hasNextPage && (
        <Group justify="center" mt="md">
          <Button
            variant="default"
            loading={units.isFetchingNextPage}
            onClick={() => void units.fetchNextPage()}
          >
            {t('action.showMore')}
          </Button>
        </Group>
      )}
      {adding && (
        <AddUnitsDialog
          model={model}
          existing={shown.map((unit) => unit.inventoryNumber)}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}
