import { type EquipmentModel, equipmentModelChange } from '@mediecentral/contracts';
import { Button, Tabs } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { ConflictNotice, useEditing } from '../../shared/conflict/index.ts';
import { UnsavedChanges, useFieldWords } from '../../shared/forms/index.ts';
import { Breadcrumbs, ErrorState, FailedPage, PageTitle, tell, WaitingPage } from '../../shared/ui/index.ts';
import { ModelFields } from './model-fields.tsx';
import { modelChange, valuesOfModel } from './model-values.ts';
import { useModel, useStockChanges } from './stock-api.ts';
import classes from './stock.module.css';
import { UnitsOfModel } from './units-of-model.tsx';

/** One model: its units, and everything that can be said of it. */
export function ModelPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const model = useModel(id);
  if (model.isError && !model.data)
    return <FailedPage error={model.error} onRetry={() => void model.refetch()} />;
  if (!model.data) return <WaitingPage />;
  return (
    <>
      <Breadcrumbs
        items={[{ label: t('staff.nav.stock'), to: '/personal/utrustning' }]}
        here={model.data.name}
      />
      <PageTitle>{model.data.name}</PageTitle>
      <Tabs
        mt="sm"
        value={parameters.get('tab') === 'about' ? 'about' : 'units'}
        onChange={(tab) => setParameters(tab === 'about' ? { tab } : {}, { replace: true })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="units">{t('stock.units')}</Tabs.Tab>
          <Tabs.Tab value="about">{t('stock.about')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="units">
          <UnitsOfModel model={model.data} />
        </Tabs.Panel>
        <Tabs.Panel value="about">
          <ModelForm key={model.data.id} model={model.data} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function ModelForm({ model }: { model: EquipmentModel }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const { changeModel } = useStockChanges();
  const form = useForm({
    initialValues: valuesOfModel(model),
    validate: (values) => words(equipmentModelChange, modelChange(values)),
  });
  const editing = useEditing({
    form,
    thing: model,
    valuesOf: valuesOfModel,
    save: (values, version) => changeModel(model.id, { ...modelChange(values), version }),
  });
  const submit = form.onSubmit(async (values) => {
    const saved = await editing.submit(values);
    if (saved) tell(t('staff.saved'));
  });
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <ModelFields form={form} />
      <ConflictNotice conflict={editing.conflict} labelOf={(field) => t(`stock.field.${field}`)} />
      {editing.error !== undefined && <ErrorState error={editing.error} inline />}
      <div className={classes.save}>
        <Button type="submit" loading={editing.saving} disabled={!form.isDirty()}>
          {t('action.save')}
        </Button>
      </div>
      <UnsavedChanges when={form.isDirty()} />
    </form>
  );
}
