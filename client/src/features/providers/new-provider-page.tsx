import { createProvider, type MetadataSource, type ProviderPreview } from '@mediecentral/contracts';
import { Box, Button, Group, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useFieldWords } from '../../shared/forms/index.ts';
import { Breadcrumbs, PageTitle, SectionCard, tell } from '../../shared/ui/index.ts';
import { noSource, sourceKinds, sourceOf, type SourceValues } from './metadata-source.ts';
import { MetadataSourceFields } from './metadata-source-fields.tsx';
import { PreviewCard } from './preview-card.tsx';
import { ProviderFields } from './provider-fields.tsx';
import { newProviderOf, valuesOfPreview } from './provider-values.ts';
import classes from './providers.module.css';
import { useFederation, usePreviewProvider, useSaveProvider } from './providers-api.ts';
import { RefusedProvider } from './refused-provider.tsx';

/** Takes up a provider: say where its metadata is, see what that means, save. */
export function NewProviderPage() {
  const { t } = useTranslation();
  const { data: federation } = useFederation();
  const [values, setValues] = useState<SourceValues>(noSource);
  const preview = usePreviewProvider();
  const source = sourceOf(values);
  const kinds = sourceKinds.filter((kind) => kind !== 'federation' || federation?.aggregate);
  return (
    <>
      <Breadcrumbs
        items={[{ label: t('providers.title'), to: '/personal/inloggning' }]}
        here={t('providers.add')}
      />
      <Box mb="md">
        <PageTitle>{t('providers.new')}</PageTitle>
      </Box>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (source) preview.mutate(source);
        }}
      >
        <SectionCard title={t('providers.source.title')}>
          <Text size="sm" c="dimmed" mb="sm">
            {t('providers.source.text')}
          </Text>
          <MetadataSourceFields
            kinds={kinds}
            value={values}
            onChange={(changed) => {
              setValues(changed);
              preview.reset();
            }}
          />
          {preview.isError && <RefusedProvider error={preview.error} />}
          <Group mt="md">
            <Button type="submit" loading={preview.isPending} disabled={!source}>
              {t('providers.preview.show')}
            </Button>
          </Group>
        </SectionCard>
      </form>
      {preview.data && preview.variables && (
        <AddForm key={preview.submittedAt} preview={preview.data} source={preview.variables} />
      )}
    </>
  );
}

function AddForm({ preview, source }: { preview: ProviderPreview; source: MetadataSource }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useFieldWords();
  const { add } = useSaveProvider();
  const [error, setError] = useState<unknown>();
  const start = useRef<HTMLDivElement>(null);
  useEffect(() => start.current?.focus(), []);
  const form = useForm({
    initialValues: valuesOfPreview(preview),
    validate: (values) => words(createProvider.body, newProviderOf(values, source)),
  });
  const isTaken = preview.warnings.includes('already_registered');
  const submit = form.onSubmit(
    async (values) => {
      setError(undefined);
      try {
        const provider = await add(newProviderOf(values, source));
        tell(t('providers.added', { name: provider.name }));
        void navigate(`/personal/inloggning/${provider.key}`);
      } catch (failure) {
        setError(failure);
      }
    },
    () => document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
  );
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div ref={start} tabIndex={-1} className={classes.start}>
        <PreviewCard preview={preview} />
      </div>
      {!isTaken && (
        <>
          <ProviderFields
            form={form}
            isNew
            scopeChoices={preview.source === 'aggregate' ? preview.scopes : undefined}
          />
          {error !== undefined && <RefusedProvider error={error} />}
          <div className={classes.save}>
            <Button type="submit" loading={form.submitting}>
              {t('providers.save')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
