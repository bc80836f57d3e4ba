import { equipmentCategories, type Stage, stages } from '@mediecentral/contracts';
import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Drawing, drawingNames } from '../../shared/drawings/index.ts';
import { SectionCard } from '../../shared/ui/index.ts';
import type { ModelValues } from './model-values.ts';
import classes from './stock.module.css';

type Properties = { form: UseFormReturnType<ModelValues> };

const numbers = ['maxQuantity', 'maxDays', 'leadDays', 'turnaroundDays', 'replacementValue'] as const;

/** Everything that a model is, in the order in which borrowers meet it. */
export function ModelFields({ form }: Properties) {
  const { t } = useTranslation();
  return (
    <>
      <SectionCard title={t('stock.whatItIs')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label={t('stock.field.name')} required maxLength={80} {...form.getInputProps('name')} />
          <NativeSelect
            label={t('stock.field.category')}
            data={equipmentCategories.map((category) => ({
              value: category,
              label: t(`equipment.categories.${category}`),
            }))}
            {...form.getInputProps('category')}
          />
        </SimpleGrid>
        <TextInput
          mt="sm"
          label={t('stock.field.summary')}
          description={t('stock.summaryText')}
          maxLength={160}
          {...form.getInputProps('summary')}
        />
        <Textarea
          mt="sm"
          label={t('stock.field.description')}
          autosize
          minRows={4}
          maxLength={4000}
          {...form.getInputProps('description')}
        />
        <DrawingChoice form={form} />
      </SectionCard>
      <SectionCard title={t('stock.forWhom')}>
        <Checkbox.Group label={t('stock.field.stages')} {...form.getInputProps('stages')}>
          <Group mt={4} gap="sm">
            {stages.map((stage: Stage) => (
              <Checkbox key={stage} value={stage} label={t(`stage.${stage}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <SimpleGrid cols={{ base: 1, sm: 2 }} mt="sm">
          <TagsInput
            label={t('stock.field.subjects')}
            description={t('stock.subjectsText')}
            maxTags={20}
            {...form.getInputProps('subjects')}
          />
          <TextInput
            label={t('stock.field.groupSize')}
            description={t('stock.groupSizeText')}
            maxLength={80}
            {...form.getInputProps('groupSize')}
          />
        </SimpleGrid>
        <Links form={form} />
      </SectionCard>
      <SectionCard title={t('stock.inTheStore')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Textarea
            label={t('stock.field.contents')}
            description={t('stock.contentsText')}
            autosize
            minRows={3}
            {...form.getInputProps('contents')}
          />
          <TextInput label={t('stock.field.shelf')} maxLength={20} {...form.getInputProps('shelf')} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 2, sm: 5 }} mt="sm" className={classes.bottom}>
          {numbers.map((name) => (
            <NumberInput
              key={name}
              label={t(`stock.field.${name}`)}
              min={0}
              allowDecimal={name === 'replacementValue'}
              decimalSeparator=","
              thousandSeparator={'\u00A0'}
              {...form.getInputProps(name)}
            />
          ))}
        </SimpleGrid>
        <Checkbox
          mt="md"
          label={t('stock.field.installation')}
          {...form.getInputProps('installation', { type: 'checkbox' })}
        />
        <Checkbox
          mt="xs"
          label={t('stock.field.active')}
          {...form.getInputProps('active', { type: 'checkbox' })}
        />
      </SectionCard>
    </>
  );
}

function DrawingChoice({ form }: Properties) {
  const { t } = useTranslation();
  const { drawing } = form.values;
  const choices = drawingNames.includes(drawing) ? drawingNames : [drawing, ...drawingNames];
  return (
    <fieldset className={classes.drawings}>
      <legend>{t('stock.field.drawing')}</legend>
      {choices.map((name) => (
        <label key={name} className={classes.drawing} data-chosen={name === drawing}>
          <input
            type="radio"
            name="drawing"
            value={name}
            checked={name === drawing}
            onChange={() => form.setFieldValue('drawing', name)}
          />
          <Drawing name={name} small />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Links({ form }: Properties) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.links}>
      <legend>{t('stock.field.links')}</legend>
      {form.values.links.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('stock.noLinks')}
        </Text>
      )}
      {form.values.links.map((_link, index) => (
        // The rows have no identity of their own: their place is what they are.
        // oxlint-disable-next-line react/no-array-index-key
        <Group key={index} gap="xs" align="end" mb="xs">
          <TextInput
            flex={1}
            label={t('stock.linkTitle')}
            maxLength={120}
            {...form.getInputProps(`links.${index}.title`)}
          />
          <TextInput
            flex={2}
            type="url"
            label={t('stock.linkAddress')}
            maxLength={500}
            {...form.getInputProps(`links.${index}.url`)}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('stock.removeLink', { number: index + 1 })}
            onClick={() => form.removeListItem('links', index)}
          >
            <IconTrash size={20} stroke={1.9} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        mt="xs"
        size="xs"
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => form.insertListItem('links', { title: '', url: '' })}
      >
        {t('stock.addLink')}
      </Button>
    </fieldset>
  );
}
