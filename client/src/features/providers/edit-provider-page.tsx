import { type ManagedProvider, updateProvider } from '@mediecentral/contracts';
import { Box, Button, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ConflictNotice, useEditing } from '../../shared/conflict/index.ts';
import { UnsavedChanges, useFieldWords } from '../../shared/forms/index.ts';
import { Breadcrumbs, FailedPage, PageTitle, SectionCard, tell, WaitingPage } from '../../shared/ui/index.ts';
import { noSource, sourceOf } from './metadata-source.ts';
import { MetadataSourceFields } from './metadata-source-fields.tsx';
import { ProviderFields } from './provider-fields.tsx';
import { providerChangeOf, valuesOfProvider } from './provider-values.ts';
import classes from './providers.module.css';
import { useProvider, useSaveProvider } from './providers-api.ts';
import { RefusedProvider } from './refused-provider.tsx';

/** Changes a provider: its name, its scopes, who gets which role, who signs what, and its metadata. */
export function EditProviderPage() {
  const { key = '' } = useParams();
  const { t } = useTranslation();
  const provider = useProvider(key);
  if (provider.isError && !provider.data)
    return <FailedPage error={provider.error} onRetry={() => void provider.refetch()} />;
  if (!provider.data) return <WaitingPage />;
  const { name } = provider.data;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: t('providers.title'), to: '/personal/inloggning' },
          { label: name, to: `/personal/inloggning/${key}` },
        ]}
        here={t('action.change')}
      />
      <Box mb="md">
        <PageTitle>{t('providers.changeOne', { name })}</PageTitle>
      </Box>
      <EditForm key={key} provider={provider.data} />
    </>
  );
}

function EditForm({ provider }: { provider: ManagedProvider }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const { change } = useSaveProvider();
  const [written, setWritten] = useState(noSource);
  const source = sourceOf(written);
  const form = useForm({
    initialValues: valuesOfProvider(provider),
    validate: (values) => words(updateProvider.body, providerChangeOf(values, provider.version, source)),
  });
  const editing = useEditing({
    form,
    thing: provider,
    valuesOf: valuesOfProvider,
    save: (values, version) => change(provider.key, providerChangeOf(values, version, source)),
  });
  const isChanged = form.isDirty() || source !== undefined;
  const submit = form.onSubmit(
    async (values) => {
      if (!(await editing.submit(values))) return;
      setWritten(noSource);
      tell(t('staff.saved'));
    },
    () => document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
  );
  const isFromAggregate = provider.source === 'aggregate';
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <ProviderFields
        form={form}
        isNew={false}
        scopeChoices={isFromAggregate ? provider.scopesInMetadata : undefined}
      />
      {provider.source === 'single' && (
        <SectionCard title={t('providers.newMetadata')}>
          <Text size="sm" c="dimmed" mb="sm">
            {t('providers.newMetadataText')}
          </Text>
          <MetadataSourceFields kinds={['file', 'address']} value={written} onChange={setWritten} />
        </SectionCard>
      )}
      <ConflictNotice conflict={editing.conflict} labelOf={(field) => t(`providers.field.${field}`)} />
      {editing.error !== undefined && <RefusedProvider error={editing.error} />}
      <div className={classes.save}>
        {isChanged && <Text c="dimmed">{t('staff.unsaved.notice')}</Text>}
        <Button type="submit" loading={editing.saving} disabled={!isChanged}>
          {t('action.save')}
        </Button>
      </div>
      <UnsavedChanges when={isChanged} />
    </form>
  );
}
