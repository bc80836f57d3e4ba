import { changeUnit as changeUnitRoute, type Unit } from '@mediecentral/contracts';
import { Button, Group, NumberInput, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ConflictNotice, useEditing } from '../../shared/conflict/index.ts';
import { UnsavedChanges, useFieldWords } from '../../shared/forms/index.ts';
import { DateField, ErrorState, SectionCard, tell } from '../../shared/ui/index.ts';
import { type UnitChange, useStockChanges } from './stock-api.ts';

type UnitValues = {
  inventoryNumber: string;
  barcode: string;
  serial: string;
  condition: string;
  purchasedOn: string;
  /** In kronor; empty where it is not known. */
  purchasePrice: number | '';
};

const valuesOf = (unit: Unit): UnitValues => ({
  inventoryNumber: unit.inventoryNumber,
  barcode: unit.barcode ?? '',
  serial: unit.serial ?? '',
  condition: unit.condition,
  purchasedOn: unit.purchasedOn ?? '',
  purchasePrice: unit.purchasePrice === undefined ? '' : unit.purchasePrice / 100,
});

function changeOf({
  inventoryNumber,
  barcode,
  serial,
  condition,
  purchasedOn,
  purchasePrice,
}: UnitValues): UnitChange {
  return {
    inventoryNumber: inventoryNumber.trim().toUpperCase(),
    condition,
    ...(barcode.trim() ? { barcode: barcode.trim() } : {}),
    ...(serial.trim() ? { serial } : {}),
    ...(purchasedOn ? { purchasedOn } : {}),
    ...(purchasePrice === '' ? {} : { purchasePrice: Math.round(purchasePrice * 100) }),
  };
}

/** What is known of a unit. */
export function UnitForm({ unit }: { unit: Unit }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const { changeUnit } = useStockChanges();
  const form = useForm({
    initialValues: valuesOf(unit),
    validate: (values) => words(changeUnitRoute.body, { ...changeOf(values), version: unit.version }),
  });
  const editing = useEditing({
    form,
    thing: unit,
    valuesOf,
    save: (values, version) => changeUnit(unit.id, { ...changeOf(values), version }),
  });
  const submit = form.onSubmit(async (values) => {
    if (await editing.submit(values)) tell(t('staff.saved'));
  });
  return (
    <SectionCard title={t('stock.known')}>
      <form onSubmit={submit} noValidate>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <TextInput
            label={t('stock.field.inventoryNumber')}
            required
            {...form.getInputProps('inventoryNumber')}
          />
          <TextInput label={t('stock.field.barcode')} maxLength={60} {...form.getInputProps('barcode')} />
          <TextInput label={t('stock.field.serial')} maxLength={80} {...form.getInputProps('serial')} />
          <DateField label={t('stock.field.purchasedOn')} {...form.getInputProps('purchasedOn')} />
          <NumberInput
            label={t('stock.field.purchasePrice')}
            min={0}
            decimalSeparator=","
            thousandSeparator={'\u00A0'}
            {...form.getInputProps('purchasePrice')}
          />
        </SimpleGrid>
        <Textarea
          mt="sm"
          label={t('stock.field.condition')}
          autosize
          minRows={2}
          maxLength={500}
          {...form.getInputProps('condition')}
        />
        <ConflictNotice conflict={editing.conflict} labelOf={(field) => t(`stock.field.${field}`)} />
        {editing.error !== undefined && <ErrorState error={editing.error} inline />}
        <Group justify="flex-end" mt="md">
          <Button type="submit" loading={editing.saving} disabled={!form.isDirty()}>
            {t('action.save')}
          </Button>
        </Group>
      </form>
      <UnsavedChanges when={form.isDirty()} />
    </SectionCard>
  );
}
