import type { Delivery, Quote } from '@mediecentral/contracts';
import { Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useCentre } from '../../shared/api/use-centre.ts';
import type { DateFormats } from '../../shared/formatting/date-formats.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { ErrorState, LoanLine, type LoanStop, SectionCard } from '../../shared/ui/index.ts';
import { PeriodInput } from '../../shared/ui/period-input.tsx';
import { useBasket } from '../basket/index.ts';
import classes from './booking-days.module.css';

type Properties = { quote: Quote | undefined; error: unknown; delivery: Delivery; isMissing: boolean };

/** The days at school, and when the box comes and goes because of them. */
export function BookingDays({ quote, error, delivery, isMissing }: Properties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { basket, setPeriod } = useBasket();
  const { data: centre } = useCentre();
  const { from, to } = basket;
  const isChosen = from !== undefined && to !== undefined;
  return (
    <SectionCard title={isChosen ? capital(dates.periodOfDays(from, to)) : t('basket.chooseDays')}>
      <div className={classes.head}>
        <Text c="dimmed">
          {isChosen && quote && !error
            ? t('basket.schoolDays', { count: quote.schoolDays })
            : t('basket.chooseDaysText')}
        </Text>
        <PeriodInput
          className={classes.picker}
          label={isChosen ? t('basket.changeDays') : t('basket.days')}
          placeholder={t('basket.chooseDays')}
          earliest={centre?.today}
          error={isMissing && !isChosen}
          value={isChosen ? { from, to } : undefined}
          onChange={(chosen) => chosen && setPeriod(chosen)}
        />
      </div>
      {error !== null && error !== undefined && <ErrorState error={error} inline />}
      {isChosen && quote && !error && (
        <div className={classes.line}>
          <LoanLine
            label={t('basket.journey')}
            stops={stopsOf({ from, to, quote, delivery }, { t, dates })}
          />
        </div>
      )}
    </SectionCard>
  );
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

type Journey = { from: string; to: string; quote: Quote; delivery: Delivery };

function stopsOf(
  { from, to, quote: { window }, delivery }: Journey,
  { t, dates }: { t: TFunction; dates: DateFormats },
): LoanStop[] {
  return [
    {
      key: 'out',
      status: 'todo',
      label: capital(dates.day(window.dispatchOn)),
      detail: t(`basket.stop.${delivery}Out`),
    },
    { key: 'first', status: 'done', label: capital(dates.day(from)), detail: t('basket.stop.first') },
    { key: 'last', status: 'stop', label: capital(dates.day(to)), detail: t('basket.stop.last') },
    {
      key: 'back',
      status: 'todo',
      label: capital(dates.day(window.returnOn)),
      detail: t(`basket.stop.${delivery}Back`),
    },
  ];
}
