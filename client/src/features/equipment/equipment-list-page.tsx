import {
  type EquipmentCategory,
  equipmentCategories,
  type ListedEquipmentModel,
} from '@mediecentral/contracts';
import { Checkbox, Group, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { IconCalendar, IconSearch, IconTool } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useCentre } from '../../shared/api/use-centre.ts';
import { Drawing } from '../../shared/drawings/index.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { EmptyState, ErrorState, FreeMeter, PageTitle, WaitingCards } from '../../shared/ui/index.ts';
import { useBasket } from '../basket/index.ts';
import classes from './equipment-list-page.module.css';
import { useEquipmentModels } from './equipment-api.ts';
import { stagesText } from './stages-text.ts';

/** What can be borrowed; with two dates, how many are free over them. */
export function EquipmentListPage() {
  const { t } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const { basket, setPeriod } = useBasket();
  const { data: centre } = useCentre();
  const from = parameters.get('from') ?? basket.from;
  const to = parameters.get('to') ?? basket.to;
  const q = parameters.get('q') ?? '';
  const category = equipmentCategories.find((known) => known === parameters.get('category'));
  const onlyFree = parameters.get('free') === 'yes';
  const period = from && to && (!centre || from >= centre.today) ? { from, to } : {};
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
      <Text size="lg" mb="lg">
        {t('equipment.lead')}
      </Text>
      <div className={classes.filters}>
        <DatePickerInput
          type="range"
          allowSingleDateInRange
          label={t('equipment.when')}
          placeholder={t('equipment.chooseDays')}
          leftSection={<IconCalendar size={20} aria-hidden />}
          valueFormat="YYYY-MM-DD"
          minDate={centre?.today ?? ''}
          hideOutsideDates
          clearable
          clearButtonProps={{ 'aria-label': t('action.clear') }}
          value={[period.from ?? null, period.to ?? null]}
          onChange={([first, last]) => {
            change({ from: first ?? undefined, to: last ?? undefined });
            if (first && last) setPeriod({ from: first, to: last });
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
          {t('equipment.freeForDates')}
        </Text>
      </div>
      <Group justify="space-between" my="md">
        <CategoryChips models={items} chosen={category} onChoose={(chosen) => change({ category: chosen })} />
        {period.from && (
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
          title={q ? t('equipment.noneFound', { q }) : t('equipment.noneFree')}
          action={{ label: t('equipment.showAll'), onClick: () => setParameters({}, { replace: true }) }}
        />
      )}
      <p role="status" className={classes.hidden}>
        {models.isSuccess ? t('equipment.found', { count: shown.length }) : ''}
      </p>
      <SimpleGrid component="ul" cols={{ base: 1, xs: 2, md: 3 }} spacing="lg" className={classes.list}>
        {shown.map((model) => (
          <ModelCard key={model.id} model={model} />
        ))}
      </SimpleGrid>
    </>
  );
}

type ChipsProperties = {
  models: readonly ListedEquipmentModel[];
  chosen: EquipmentCategory | undefined;
  onChoose(category: EquipmentCategory | undefined): void;
};

function CategoryChips({ models, chosen, onChoose }: ChipsProperties) {
  const { t } = useTranslation();
  const present = equipmentCategories.filter((category) =>
    models.some((model) => model.category === category),
  );
  const chip = (label: string, count: number, category: EquipmentCategory | undefined) => (
    <button
      key={label}
      type="button"
      className={classes.chip}
      aria-pressed={chosen === category}
      onClick={() => onChoose(category)}
    >
      {label} <span>{count}</span>
    </button>
  );
  return (
    <div role="group" aria-label={t('equipment.category')} className={classes.chips}>
      {chip(t('equipment.all'), models.length, undefined)}
      {present.map((category) =>
        chip(
          t(`equipment.categories.${category}`),
          models.filter((model) => model.category === category).length,
          category,
        ),
      )}
    </div>
  );
}

function ModelCard({ model }: { model: ListedEquipmentModel }) {
  const { t } = useTranslation();
  return (
    <li className={classes.card}>
      <Drawing name={model.drawing} />
      <div className={classes.text}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} size="h3">
            <Link to={`/utrustning/${model.id}`} className={classes.link}>
              {model.name}
            </Link>
          </Title>
          {model.stages.length > 0 && <span className={classes.tag}>{stagesText(model.stages, t)}</span>}
        </Group>
        <Text size="sm" c="dimmed">
          {model.summary}
        </Text>
        <Availability model={model} />
      </div>
    </li>
  );
}

function Availability({ model }: { model: ListedEquipmentModel }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  if (model.installation) {
    return (
      <span className={classes.note}>
        <IconTool size={20} aria-hidden /> {t('equipment.weInstall')}
      </span>
    );
  }
  const { free, total, nearest } = model;
  return (
    <>
      <FreeMeter free={free ?? total} total={total} />
      {free === 0 && nearest && (
        <Text size="sm" c="dimmed">
          {t('equipment.nextFree', { dates: dates.period(nearest.from, nearest.to) })}
        </Text>
      )}
    </>
  );
}
