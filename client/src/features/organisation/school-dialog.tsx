import {
  type SchoolUnit,
  schoolUnitChange,
  schoolUnitKinds,
  type Stage,
  stages,
} from '@mediecentral/contracts';
import { Button, Checkbox, Group, Modal, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConflictNotice, useEditing } from '../../shared/conflict/index.ts';
import { useFieldWords } from '../../shared/forms/index.ts';
import { ErrorState, tell } from '../../shared/ui/index.ts';
import { useMunicipalities, useSaveSchoolUnit } from './organisation-api.ts';
import { newSchool, schoolChange, type SchoolValues, valuesOfSchool } from './school-values.ts';

type Properties = { school: SchoolUnit | undefined; onClose: () => void };

/** Changes a school unit, or adds one of the centre's own. */
export function SchoolDialog({ school, onClose }: Properties) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      size="lg"
      // A click beside the form would lose what has been written.
      closeOnClickOutside={false}
      title={school ? t('schools.changeOne', { name: school.name }) : t('schools.add')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      onClose={onClose}
    >
      {school ? <ChangeSchool school={school} onDone={onClose} /> : <AddSchool onDone={onClose} />}
    </Modal>
  );
}

function useSchoolForm(initialValues: SchoolValues) {
  const { t } = useTranslation();
  const words = useFieldWords();
  return useForm({
    initialValues,
    validate(values) {
      const { 'address.postalCode': postalCode, ...errors } = words(schoolUnitChange, schoolChange(values));
      return {
        ...errors,
        ...(postalCode ? { postalCode } : {}),
        ...(values.municipalityCode ? {} : { municipalityCode: t('staff.field.empty') }),
      };
    },
  });
}

function AddSchool({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { add } = useSaveSchoolUnit();
  const form = useSchoolForm(newSchool());
  const [error, setError] = useState<unknown>();
  const submit = form.onSubmit(async (values) => {
    setError(undefined);
    try {
      const added = await add(schoolChange(values));
      tell(t('schools.added', { name: added.name }));
      onDone();
    } catch (failure) {
      setError(failure);
    }
  });
  return (
    <form onSubmit={submit} noValidate>
      <SchoolFields form={form} />
      {error !== undefined && <ErrorState error={error} inline />}
      <Group justify="flex-end" mt="md">
        <Button type="submit" loading={form.submitting}>
          {t('schools.addConfirm')}
        </Button>
      </Group>
    </form>
  );
}

function ChangeSchool({ school, onDone }: { school: SchoolUnit; onDone: () => void }) {
  const { t } = useTranslation();
  const { change } = useSaveSchoolUnit();
  const form = useSchoolForm(valuesOfSchool(school));
  const editing = useEditing({
    form,
    thing: school,
    valuesOf: valuesOfSchool,
    save: (values, version) => change(school.id, { ...schoolChange(values), version }),
  });
  const submit = form.onSubmit(async (values) => {
    if (!(await editing.submit(values))) return;
    tell(t('staff.saved'));
    onDone();
  });
  return (
    <form onSubmit={submit} noValidate>
      <SchoolFields form={form} />
      <ConflictNotice conflict={editing.conflict} labelOf={(field) => t(`schools.field.${field}`)} />
      {editing.error !== undefined && <ErrorState error={editing.error} inline />}
      <Group justify="flex-end" mt="md">
        <Button type="submit" loading={editing.saving}>
          {t('action.save')}
        </Button>
      </Group>
    </form>
  );
}

function SchoolFields({ form }: { form: UseFormReturnType<SchoolValues> }) {
  const { t } = useTranslation();
  const municipalities = useMunicipalities();
  const text = (name: 'name' | 'street' | 'postalCode' | 'city' | 'deliveryNote' | 'schoolUnitCode') => ({
    label: t(`schools.field.${name}`),
    ...form.getInputProps(name),
  });
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput required data-autofocus maxLength={120} {...text('name')} />
        <NativeSelect
          label={t('schools.field.municipalityCode')}
          required
          data={[
            { value: '', label: t('schools.choose') },
            ...(municipalities.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
          {...form.getInputProps('municipalityCode')}
        />
        <NativeSelect
          label={t('schools.field.kind')}
          data={schoolUnitKinds.map((kind) => ({ value: kind, label: t(`schools.kind.${kind}`) }))}
          {...form.getInputProps('kind')}
        />
        <TextInput inputMode="numeric" description={t('schools.codeText')} {...text('schoolUnitCode')} />
      </SimpleGrid>
      <Checkbox.Group mt="sm" label={t('schools.field.stages')} {...form.getInputProps('stages')}>
        <Group mt={4} gap="sm">
          {stages.map((stage: Stage) => (
            <Checkbox key={stage} value={stage} label={t(`stage.${stage}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <SimpleGrid cols={{ base: 1, xs: 3 }} mt="sm">
        <TextInput maxLength={120} {...text('street')} />
        <TextInput maxLength={6} {...text('postalCode')} />
        <TextInput maxLength={60} {...text('city')} />
      </SimpleGrid>
      <TextInput
        mt="sm"
        maxLength={200}
        description={t('schools.deliveryNoteText')}
        {...text('deliveryNote')}
      />
      <Checkbox
        mt="md"
        label={t('schools.field.active')}
        description={t('schools.activeText')}
        {...form.getInputProps('active', { type: 'checkbox' })}
      />
    </>
  );
}
