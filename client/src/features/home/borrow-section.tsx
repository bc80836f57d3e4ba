import type { ListedEquipmentModel } from '@mediecentral/contracts';
import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCentre } from '../../shared/api/use-centre.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { ErrorState, WaitingCards } from '../../shared/ui/index.ts';
import { useBasket } from '../basket/index.ts';
import { ModelCard, useEquipmentModels } from '../equipment/index.ts';
import classes from './cards.module.css';
import { HomeSection } from './home-section.tsx';
import { weekToCome } from './week-to-come.ts';

const most = 4;

/** A taste of what can be borrowed: one of each kind before a second of any. */
export function BorrowSection() {
  const { t } = useTranslation();
  const { data: centre } = useCentre();
  const { basket } = useBasket();
  const dates = useDateFormats();
  const chosen =
    basket.from && basket.to && centre && basket.from >= centre.today
      ? { from: basket.from, to: basket.to }
      : undefined;
  const period = chosen ?? (centre && weekToCome(centre.today));
  const models = useEquipmentModels(period ?? {}, { enabled: period !== undefined });
  return (
    <HomeSection title={t('home.borrow')} more={{ label: t('home.allEquipment'), to: '/utrustning' }}>
      {period && (
        <p className={classes.about}>
          {t('home.freeFor', { dates: dates.periodOfDays(period.from, period.to) })}
        </p>
      )}
      {models.isPending && <WaitingCards count={3} />}
      {models.isError && <ErrorState error={models.error} onRetry={() => void models.refetch()} />}
      {models.data && (
        <SimpleGrid
          component="ul"
          cols={{ base: 2, md: 4 }}
          spacing={{ base: 'sm', sm: 'lg' }}
          className={classes.cards}
        >
          {oneOfEach(models.data.items).map((model) => (
            <ModelCard key={model.id} model={model} level={3} />
          ))}
        </SimpleGrid>
      )}
    </HomeSection>
  );
}

function oneOfEach(models: readonly ListedEquipmentModel[]): ListedEquipmentModel[] {
  const byTotal = models.filter((model) => model.active).toSorted((one, other) => other.total - one.total);
  const firsts = byTotal.filter(
    (model, place) => byTotal.findIndex(({ category }) => category === model.category) === place,
  );
  return [...firsts, ...byTotal.filter((model) => !firsts.includes(model))].slice(0, most);
}
