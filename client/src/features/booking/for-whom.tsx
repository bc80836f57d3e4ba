import { deliveries, reachOf, type Stage, stages } from '@mediecentral/contracts';
import { Input, NativeSelect, SegmentedControl, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useAccount } from '../../shared/api/use-account.ts';
import { SectionCard } from '../../shared/ui/index.ts';
import type { BookingDetails } from './booking-details.ts';
import { SchoolField } from './school-field.tsx';

type Properties = {
  form: UseFormReturnType<BookingDetails>;
  schoolUnitId: string | undefined;
  /** It was to be sent while something was missing. */
  isMissing: boolean;
  /** The school may not book by itself; staff may, with a reason. */
  askForReason: boolean;
};

/** Which school and class, how many, how it comes, and what it is for. */
export function ForWhom({ form, schoolUnitId, isMissing, askForReason }: Properties) {
  const { t } = useTranslation();
  const { account } = useAccount();
  const mayOverride = account !== undefined && reachOf(account.role, 'loans.handle') === 'any';
  return (
    <SectionCard title={t('basket.ask')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg" verticalSpacing="md">
        <SchoolField
          isMissing={isMissing}
          value={schoolUnitId}
          onChange={(chosen) => form.setFieldValue('schoolUnitId', chosen)}
        />
        <TextInput
          label={t('basket.group')}
          maxLength={60}
          autoComplete="off"
          {...form.getInputProps('group')}
        />
        <TextInput
          label={t('basket.pupils')}
          inputMode="numeric"
          maxLength={5}
          autoComplete="off"
          {...form.getInputProps('pupils')}
        />
        <NativeSelect
          label={`${t('basket.stage')} (${t('basket.optional')})`}
          data={[
            { value: '', label: t('basket.chooseStage') },
            ...stages.map((stage: Stage) => ({ value: stage, label: t(`stage.${stage}`) })),
          ]}
          {...form.getInputProps('stage')}
        />
      </SimpleGrid>
      <Input.Wrapper label={t('basket.delivery')} labelElement="div" mt="md">
        <SegmentedControl
          fullWidth
          aria-label={t('basket.delivery')}
          data={deliveries.map((delivery) => ({
            value: delivery,
            label: t(`basket.deliveries.${delivery}`),
          }))}
          {...form.getInputProps('delivery')}
        />
      </Input.Wrapper>
      <Textarea
        mt="md"
        autosize
        minRows={3}
        maxLength={1000}
        label={t('basket.purpose')}
        description={t('basket.purposeHint')}
        {...form.getInputProps('purpose')}
      />
      {mayOverride && askForReason && (
        <TextInput
          mt="md"
          maxLength={300}
          label={t('basket.override')}
          description={t('basket.overrideHint')}
          {...form.getInputProps('override')}
        />
      )}
    </SectionCard>
  );
}
