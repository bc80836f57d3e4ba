import { addDays, addMonths, firstOfMonth, lastOfMonth, parseCivilDate } from '@mediecentral/calendar';
import type { EquipmentModel, UnavailableLine } from '@mediecentral/contracts';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { isTransient } from '../../shared/api/call-error.ts';
import { useCentre } from '../../shared/api/use-centre.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { ErrorState, Note, QuantityStepper, tell } from '../../shared/ui/index.ts';
import { useBasket, useQuote } from '../basket/index.ts';
import classes from './booking-card.module.css';
import { useAvailability } from './equipment-api.ts';
import { MonthCalendar } from './month-calendar.tsx';
import { type ChosenPeriod, fewestFree, pressDay } from './period-choice.ts';

/** At the end of a month, what can be booked lies in the next one. */
const aWeek = 7;

/** When and how many: days in a calendar, then into the booking. */
export function BookingCard({ model, today }: { model: EquipmentModel; today: string }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const navigate = useNavigate();
  const { data: centre } = useCentre();
  const { basket, setQuantity, setPeriod } = useBasket();
  const kept =
    basket.from && basket.to && basket.from >= today ? { from: basket.from, to: basket.to } : undefined;
  const [period, setChosen] = useState<ChosenPeriod | undefined>(kept);
  const inBasket = basket.lines.find((line) => line.modelId === model.id)?.quantity;
  const [quantity, chooseQuantity] = useState(inBasket ?? 1);
  const [month, setMonth] = useState<string>(kept?.from ?? addDays(parseCivilDate(today), aWeek));
  const shown = parseCivilDate(month);
  // A period may reach into the months beside the one that is shown.
  const from = firstOfMonth(addMonths(shown, -1));
  const to = lastOfMonth(addMonths(shown, 1));
  const availability = useAvailability(model.id, from < today ? today.slice(0, 8) + '01' : from, to);
  const whole = period?.to ? { from: period.from, to: period.to } : undefined;
  const quote = useQuote(whole && { ...whole, lines: [{ modelId: model.id, quantity }] });
  // Until days are chosen, an answer is about days that were.
  const answer = whole && quote.data;
  const line = answer?.lines[0];
  const free =
    line?.free ?? (whole && availability.data ? fewestFree(availability.data.days, whole) : undefined);
  const most = Math.max(1, Math.min(model.maxQuantity, free ?? model.total));
  const tooFew = free !== undefined && free < quantity;

  // A broken connection says nothing about the days; the booking asks again.
  const isRefused = whole !== undefined && quote.isError && !isTransient(quote.error);

  function add() {
    if (!whole) return;
    setPeriod(whole);
    setQuantity(model.id, quantity);
    tell(t('basket.added', { count: quantity, model: model.name }));
    void navigate('/bokning');
  }

  return (
    <section className={classes.booking} aria-label={t('equipment.book', { model: model.name })}>
      {availability.isError ? (
        <ErrorState error={availability.error} onRetry={() => void availability.refetch()}>
          {centre && <Text>{t('equipment.callUs', { number: centre.phone })}</Text>}
        </ErrorState>
      ) : (
        <MonthCalendar
          month={month}
          today={today}
          availability={availability.data}
          period={period}
          wanted={quantity}
          onMonth={setMonth}
          onPress={(date) => setChosen((current) => pressDay(current, date))}
        />
      )}
      <Legend leadDays={model.leadDays} />
      <hr className={classes.rule} />
      <div className={classes.choice}>
        <QuantityStepper
          label={t('equipment.howMany')}
          value={quantity}
          min={1}
          max={most}
          onChange={chooseQuantity}
        />
        <div className={classes.chosen} aria-live="polite">
          <strong>
            {whole
              ? dates.period(whole.from, whole.to)
              : t(period ? 'calendar.chooseLast' : 'calendar.chooseFirst')}
          </strong>
          <Text size="sm" c={tooFew ? 'var(--mc-bad)' : 'dimmed'}>
            {whole && free !== undefined
              ? t('equipment.freeOfMost', { count: free, most: model.maxQuantity })
              : t('equipment.most', { most: model.maxQuantity, days: model.maxDays })}
          </Text>
        </div>
      </div>
      {whole && quote.isError && (
        <ErrorState
          error={quote.error}
          inline
          {...(isRefused ? {} : { onRetry: () => void quote.refetch() })}
        />
      )}
      {tooFew && line && (
        <Nearest
          line={line}
          onChoose={(chosen) => {
            setChosen(chosen);
            setMonth(chosen.from);
          }}
        />
      )}
      {model.installation && (
        <div className={classes.install}>
          <Note kind="info">
            <strong>{t('equipment.installTitle')}.</strong> {t('equipment.installText')}
          </Note>
        </div>
      )}
      <Button size="lg" fullWidth mt="md" disabled={!whole || tooFew || isRefused} onClick={add}>
        {inBasket ? t('basket.change') : t('basket.add')}
      </Button>
      {answer && (
        <Text size="sm" c="dimmed" mt={10}>
          {t('equipment.journey', {
            out: dates.day(answer.window.dispatchOn),
            back: dates.day(answer.window.backOn),
          })}
        </Text>
      )}
    </section>
  );
}

type NearestProperties = {
  line: UnavailableLine;
  onChoose: (period: UnavailableLine['nearest'][number]) => void;
};

/** The nearest days on which there are enough. */
function Nearest({ line, onChoose }: NearestProperties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  if (line.nearest.length === 0) return null;
  return (
    <div className={classes.nearest}>
      {line.nearest.slice(0, 2).map((period) => (
        <Button key={period.from} variant="default" onClick={() => onChoose(period)}>
          {t('basket.move', { dates: dates.period(period.from, period.to) })}
        </Button>
      ))}
    </div>
  );
}

function Legend({ leadDays }: { leadDays: number }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.legend}>
      <li data-kind="free">{t('calendar.legend.free')}</li>
      <li data-kind="few">{t('calendar.legend.few')}</li>
      <li data-kind="booked">{t('calendar.legend.booked')}</li>
      <li data-kind="closed">{t('calendar.legend.closed', { count: leadDays })}</li>
    </ul>
  );
}
