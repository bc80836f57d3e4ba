import { equipmentModelChange } from '@mediecentral/contracts';
import { Box, Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useFieldWords } from '../../shared/forms/index.ts';
import { Breadcrumbs, ErrorState, PageTitle, tell } from '../../shared/ui/index.ts';
import { ModelFields } from './model-fields.tsx';
import { modelChange, newModel } from './model-values.ts';
import { useStockChanges } from './stock-api.ts';
import classes from './stock.module.css';

export function NewModelPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useFieldWords();
  const { addModel } = useStockChanges();
  const [error, setError] = useState<unknown>();
  const form = useForm({
    initialValues: newModel(),
    validate: (values) => words(equipmentModelChange, modelChange(values)),
  });
  const submit = form.onSubmit(async (values) => {
    setError(undefined);
    try {
      const model = await addModel(modelChange(values));
      tell(t('stock.added', { name: model.name }));
      void navigate(`/personal/utrustning/${model.id}`);
    } catch (failure) {
      setError(failure);
    }
  });
  return (
    <>
      <Breadcrumbs
        items={[{ label: t('staff.nav.stock'), to: '/personal/utrustning' }]}
        here={t('stock.newModel')}
      />
      <Box mb="md">
        <PageTitle>{t('stock.newModel')}</PageTitle>
      </Box>
      <form className={classes.form} onSubmit={submit} noValidate>
        <ModelFields form={form} />
        {error !== undefined && <ErrorState error={error} inline />}
        <div className={classes.save}>
          <Button type="submit" loading={form.submitting}>
            {t('stock.addModel')}
          </Button>
        </div>
      </form>
    </>
  );
}
