import { createUnit, type EquipmentModel } from '@mediecentral/contracts';
import { Group, NumberInput, Progress, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../shared/api/use-error-words.ts';
import { useFieldWords } from '../../shared/forms/index.ts';
import { ConfirmDialog, DateField, Note, tell } from '../../shared/ui/index.ts';
import { useStockChanges } from './stock-api.ts';
import { inventorySeries, nextInventoryNumber } from './unit-series.ts';

type Properties = { model: EquipmentModel; existing: readonly string[]; onClose: () => void };

const most = 200;

/** Adds one unit or a series. Numbers that exist already are named and left; the others are added. */
export function AddUnitsDialog({ model, existing, onClose }: Properties) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const errorWords = useErrorWords();
  const { addUnit } = useStockChanges();
  const [first, setFirst] = useState(() => nextInventoryNumber(existing));
  const [count, setCount] = useState(1);
  const [purchasedOn, setPurchasedOn] = useState('');
  const [price, setPrice] = useState<number>();
  const [done, setDone] = useState<number>();
  const [failures, setFailures] = useState<readonly string[]>([]);
  const numbers = inventorySeries({ first, count });
  const unitOf = (inventoryNumber: string) => ({
    modelId: model.id,
    inventoryNumber,
    condition: '',
    ...(purchasedOn ? { purchasedOn } : {}),
    ...(price === undefined ? {} : { purchasePrice: Math.round(price * 100) }),
  });
  const errors = words(createUnit.body, unitOf(numbers.at(-1) ?? ''));

  async function addAll() {
    const failed: string[] = [];
    for (const [index, number] of numbers.entries()) {
      setDone(index);
      try {
        await addUnit(unitOf(number));
      } catch (error) {
        failed.push(`${number}: ${errorWords(error).sentence}`);
      }
    }
    setDone(undefined);
    setFailures(failed);
    const added = numbers.length - failed.length;
    if (added > 0) tell(t('stock.unitsAdded', { count: added }));
    if (failed.length === 0) onClose();
  }
  return (
    <ConfirmDialog
      opened
      title={t('stock.addUnitsTitle', { model: model.name })}
      confirm={t('stock.addUnitsConfirm', { count: numbers.length })}
      busy={done !== undefined}
      disabled={numbers.length === 0 || errors.inventoryNumber !== undefined}
      onClose={onClose}
      onConfirm={() => void addAll()}
    >
      <Group grow align="start">
        <TextInput
          data-autofocus
          label={t('stock.firstNumber')}
          description={t('stock.firstNumberText')}
          error={first && numbers.length > 0 ? errors.inventoryNumber : undefined}
          maxLength={30}
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
        <NumberInput
          label={t('stock.howMany')}
          description={t('stock.howManyText')}
          min={1}
          max={most}
          allowDecimal={false}
          value={count}
          onChange={(value) => setCount(Math.min(most, Math.max(1, Number(value) || 1)))}
        />
      </Group>
      <Group grow mt="sm" align="end">
        <DateField
          label={t('stock.field.purchasedOn')}
          value={purchasedOn}
          onChange={(date) => setPurchasedOn(date)}
        />
        <NumberInput
          label={t('stock.field.purchasePrice')}
          min={0}
          decimalSeparator=","
          value={price ?? ''}
          onChange={(value) => setPrice(typeof value === 'number' ? value : undefined)}
        />
      </Group>
      <Text mt="sm" component="output" display="block">
        {numbers.length > 1
          ? t('stock.series', { first: numbers[0], last: numbers.at(-1), count: numbers.length })
          : numbers.length === 0 && first && t('stock.noSeries')}
      </Text>
      {done !== undefined && (
        <Progress mt="sm" value={(done / numbers.length) * 100} aria-label={t('stock.addingUnits')} />
      )}
      {failures.length > 0 && (
        <div role="alert">
          <Note kind="bad">
            {failures.slice(0, 6).map((failure) => (
              <Text key={failure}>{failure}</Text>
            ))}
          </Note>
        </div>
      )}
    </ConfirmDialog>
  );
}
