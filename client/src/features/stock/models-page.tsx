import { Checkbox, Group, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Drawing } from '../../shared/drawings/index.ts';
import {
  DenseTable,
  EmptyState,
  ErrorState,
  LinkButton,
  PageTitle,
  WaitingLines,
} from '../../shared/ui/index.ts';
import classes from './stock.module.css';
import { useModels } from './stock-api.ts';

/** Every model of the centre, those that are no longer lent out too. */
export function ModelsPage() {
  const { t } = useTranslation();
  const models = useModels();
  const [text, setText] = useState('');
  const [inactive, setInactive] = useState(false);
  const wanted = text.trim().toLocaleLowerCase();
  const shown = (models.data ?? []).filter(
    (model) =>
      (inactive || model.active) && `${model.name} ${model.shelf}`.toLocaleLowerCase().includes(wanted),
  );
  return (
    <>
      <Group justify="space-between" mb="sm">
        <PageTitle>{t('staff.nav.stock')}</PageTitle>
        <LinkButton
          to="/personal/utrustning/ny"
          leftSection={<IconPlus size={20} stroke={1.9} aria-hidden />}
        >
          {t('stock.newModel')}
        </LinkButton>
      </Group>
      <Group mb="sm" align="end">
        <TextInput
          type="search"
          label={t('stock.search')}
          leftSection={<IconSearch size={20} stroke={1.9} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Checkbox
          mb={8}
          label={t('stock.showInactive')}
          checked={inactive}
          onChange={(event) => setInactive(event.currentTarget.checked)}
        />
      </Group>
      {models.isPending && <WaitingLines count={8} height={52} />}
      {models.isError && <ErrorState error={models.error} onRetry={() => void models.refetch()} />}
      {models.isSuccess && shown.length === 0 && (
        <EmptyState
          title={t(wanted ? 'stock.noneFound' : 'stock.none')}
          text={t('stock.noneText')}
          action={{ label: t('stock.newModel'), to: '/personal/utrustning/ny' }}
        />
      )}
      {shown.length > 0 && (
        <DenseTable label={t('staff.nav.stock')}>
          <thead>
            <tr>
              <th scope="col">{t('stock.field.name')}</th>
              <th scope="col">{t('stock.field.category')}</th>
              <th scope="col">{t('stock.field.shelf')}</th>
              <th scope="col" data-number>
                {t('stock.units')}
              </th>
              <th scope="col" data-number>
                {t('stock.field.maxQuantity')}
              </th>
              <th scope="col" data-number>
                {t('stock.field.maxDays')}
              </th>
              <th scope="col">{t('stock.lent')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((model) => (
              <tr key={model.id}>
                {/* Its words are the link’s. */}
                {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
                <th scope="row" data-main>
                  <span className={classes.name}>
                    <span className={classes.thumb} aria-hidden>
                      <Drawing name={model.drawing} small />
                    </span>
                    <Link to={`/personal/utrustning/${model.id}`}>{model.name}</Link>
                  </span>
                </th>
                <td>{t(`equipment.categories.${model.category}`)}</td>
                <td data-label={t('stock.field.shelf')}>{model.shelf}</td>
                <td data-number data-label={t('stock.units')}>
                  {model.total}
                </td>
                <td data-number data-label={t('stock.field.maxQuantity')}>
                  {model.maxQuantity}
                </td>
                <td data-number data-label={t('stock.field.maxDays')}>
                  {model.maxDays}
                </td>
                <td data-label={t('stock.lent')}>{t(model.active ? 'stock.yes' : 'stock.no')}</td>
              </tr>
            ))}
          </tbody>
        </DenseTable>
      )}
    </>
  );
}
