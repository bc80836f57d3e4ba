import { equipmentCategories } from '@mediecentral/contracts';
import { Checkbox, Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useCentre } from '../../shared/api/use-centre.ts';
import { EmptyState, ErrorState, PageTitle, WaitingCards } from '../../shared/ui/index.ts';
import { PeriodInput } from '../../shared/ui/period-input.tsx';
import { useBasket } from '../basket/index.ts';
import { CategoryChips } from './category-chips.tsx';
import classes from './equipment-list-page.module.css';
import { useEquipmentModels } from './equipment-api.ts';
import { ModelCard } from './model-card.tsx';

/** What can be borrowed; with two dates, how many are free over them. */
export function EquipmentListPage() {
  const { t } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const { basket, setPeriod, clearPeriod } = useBasket();
  const { data: centre } = useCentre();
  const from = parameters.get('from') ?? basket.from;
  const to = parameters.get('to') ?? basket.to;
  const q = parameters.get('q') ?? '';
  const category = equipmentCategories.find((known) => known === parameters.get('category'));
  const onlyFree = parameters.get('free') === 'yes';
  const period = from && to && (!centre || from >= centre.today) ? { from, to } : undefined;
  const search = useDeferredValue(q.trim());
  const models = useEquipmentModels({ ...(search ? { q: search } : {}), ...period });

  function change(changes: Record<string, string | undefined>) {
    setParameters(
      (current) => {
        for (const [key, value] of Object.entries(changes)) {
          if (value) current.set(key, value);
          else current.delete(key);
        }
        return current;
      },
      { replace: true, preventScrollReset: true },
    );
  }

  const items = models.data?.items ?? [];
  const shown = items.filter(
    (model) => (!category || model.category === category) && (!onlyFree || (model.free ?? 1) > 0),
  );
  return (
    <>
      <PageTitle>{t('equipment.title')}</PageTitle>
      <Text size="lg" mt="xs" mb="lg">
        {t('equipment.lead')}
      </Text>
      <div className={classes.filters}>
        <PeriodInput
          clearable
          label={t('equipment.when')}
          placeholder={t('equipment.chooseDays')}
          earliest={centre?.today}
          value={period}
          onChange={(chosen) => {
            change({ from: chosen?.from, to: chosen?.to });
            if (chosen) setPeriod(chosen);
            else clearPeriod();
          }}
        />
        <TextInput
          label={t('equipment.search')}
          type="search"
          value={q}
          leftSection={<IconSearch size={20} aria-hidden />}
          onChange={(event) => change({ q: event.currentTarget.value })}
        />
        <Text size="sm" c="dimmed" className={classes.hint}>
          {t(period ? 'equipment.freeForDates' : 'equipment.chooseDaysFirst')}
        </Text>
      </div>
      <Group justify="space-between" my="md">
        <CategoryChips models={items} chosen={category} onChoose={(chosen) => change({ category: chosen })} />
        {period && (
          <Checkbox
            label={t('equipment.onlyFree')}
            checked={onlyFree}
            onChange={(event) => change({ free: event.currentTarget.checked ? 'yes' : undefined })}
          />
        )}
      </Group>
      {models.isPending && <WaitingCards />}
      {models.isError && <ErrorState error={models.error} onRetry={() => void models.refetch()} />}
      {models.isSuccess && shown.length === 0 && (
        <EmptyState
          {...(items.length === 0 && !q
            ? { title: t('equipment.empty'), text: t('equipment.emptyText') }
            : q
              ? { title: t('equipment.noneFound', { q }), text: t('equipment.noneFoundText') }
              : { title: t('equipment.noneFree'), text: t('equipment.noneFreeText') })}
          action={{ label: t('equipment.showAll'), onClick: () => setParameters({}, { replace: true }) }}
        />
      )}
      <output className={classes.hidden}>
        {models.isSuccess ? t('equipment.found', { count: shown.length }) : ''}
      </output>
      <SimpleGrid component="ul" cols={{ base: 1, xs: 2, md: 3 }} spacing="lg" className={classes.list}>
        {shown.map((model) => (
          <ModelCard key={model.id} model={model} />
        ))}
      </SimpleGrid>
    </>
  );
}
