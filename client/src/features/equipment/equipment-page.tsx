import type { EquipmentModel } from '@mediecentral/contracts';
import { Button, SimpleGrid, Text, Title, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBook2, IconCheck, IconSchool, IconUsers } from '@tabler/icons-react';
import { addMonths, firstOfMonth, lastOfMonth, parseCivilDate } from '@mediecentral/calendar';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useCentre } from '../../shared/api/use-centre.ts';
import { Drawing } from '../../shared/drawings/index.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { Breadcrumbs, ErrorState, PageTitle, QuantityStepper, WaitingPage } from '../../shared/ui/index.ts';
import { useBasket, useQuote } from '../basket/index.ts';
import { useAvailability, useEquipmentModel } from './equipment-api.ts';
import classes from './equipment-page.module.css';
import { MonthCalendar } from './month-calendar.tsx';
import { type ChosenPeriod, fewestFree, pressDay } from './period-choice.ts';
import { stagesText } from './stages-text.ts';

/** One model: what it is good for, and a month calendar that says when it can be had. */
export function EquipmentPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const model = useEquipmentModel(id);
  const { data: centre } = useCentre();
  if (model.isError) return <ErrorState error={model.error} onRetry={() => void model.refetch()} />;
  if (!model.data || !centre) return <WaitingPage />;
  const { data } = model;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: t('equipment.short'), to: '/utrustning' },
          { label: t(`equipment.categories.${data.category}`), to: `/utrustning?category=${data.category}` },
        ]}
        here={data.name}
      />
      <div className={classes.columns}>
        <div className={classes.about}>
          <Drawing name={data.drawing} large />
          <PageTitle>{data.name}</PageTitle>
          <Text size="lg">{data.summary}</Text>
          <Tags model={data} />
        </div>
        <BookingCard key={data.id} model={data} today={centre.today} />
        <Details model={data} />
      </div>
    </>
  );
}

function Tags({ model }: { model: EquipmentModel }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.tags}>
      {model.stages.length > 0 && (
        <li>
          <IconSchool size={18} aria-hidden /> {stagesText(model.stages, t)}
        </li>
      )}
      {model.subjects.map((subject) => (
        <li key={subject}>{subject}</li>
      ))}
      {model.groupSize && (
        <li>
          <IconUsers size={18} aria-hidden /> {model.groupSize}
        </li>
      )}
    </ul>
  );
}

function Details({ model }: { model: EquipmentModel }) {
  const { t } = useTranslation();
  return (
    <div className={classes.details}>
      {model.description.split('\n\n').map((paragraph) => (
        <Text key={paragraph} mb="sm">
          {paragraph}
        </Text>
      ))}
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="md">
        {model.contents.length > 0 && (
          <div>
            <Title order={2} size="h3" mb={8}>
              {t('equipment.included')}
            </Title>
            <ul className={classes.plain}>
              {model.contents.map((content) => (
                <li key={content}>
                  <IconCheck size={20} aria-hidden /> {content}
                </li>
              ))}
            </ul>
          </div>
        )}
        {model.links.length > 0 && (
          <div>
            <Title order={2} size="h3" mb={8}>
              {t('equipment.ideas')}
            </Title>
            <ul className={classes.plain}>
              {model.links.map((link) => (
                <li key={link.url}>
                  <IconBook2 size={20} aria-hidden />
                  <a href={link.url} target="_blank" rel="noreferrer">
                    {link.title}
                    <VisuallyHidden> ({t('equipment.newWindow')})</VisuallyHidden>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        )}
      </SimpleGrid>
    </div>
  );
}

function BookingCard({ model, today }: { model: EquipmentModel; today: string }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const navigate = useNavigate();
  const { basket, setQuantity, setPeriod } = useBasket();
  const kept =
    basket.from && basket.to && basket.from >= today ? { from: basket.from, to: basket.to } : undefined;
  const [period, setChosen] = useState<ChosenPeriod | undefined>(kept);
  const inBasket = basket.lines.find((line) => line.modelId === model.id)?.quantity;
  const [quantity, chooseQuantity] = useState(inBasket ?? 1);
  const [month, setMonth] = useState<string>(kept?.from ?? today);
  const shown = parseCivilDate(month);
  // A period may reach into the months beside the one that is shown.
  const from = firstOfMonth(addMonths(shown, -1));
  const to = lastOfMonth(addMonths(shown, 1));
  const availability = useAvailability(model.id, from < today ? today.slice(0, 8) + '01' : from, to);
  const whole = period?.to ? { from: period.from, to: period.to } : undefined;
  const quote = useQuote(whole && { ...whole, lines: [{ modelId: model.id, quantity }] });
  const line = quote.data?.lines[0];
  const free =
    line?.free ?? (whole && availability.data ? fewestFree(availability.data.days, whole) : undefined);
  const most = Math.max(1, Math.min(model.maxQuantity, free ?? model.total));
  const tooFew = free !== undefined && free < quantity;

  function add() {
    if (!whole) return;
    setPeriod(whole);
    setQuantity(model.id, quantity);
    notifications.show({ message: t('basket.added', { count: quantity, model: model.name }), color: 'gran' });
    void navigate('/bokning');
  }

  return (
    <section className={classes.booking} aria-label={t('equipment.book', { model: model.name })}>
      {availability.isError ? (
        <ErrorState error={availability.error} onRetry={() => void availability.refetch()} />
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
          <Text size="sm" c={tooFew ? 'tegel.8' : 'dimmed'}>
            {whole && free !== undefined
              ? t('equipment.freeOfMost', { count: free, most: model.maxQuantity })
              : t('equipment.most', { most: model.maxQuantity, days: model.maxDays })}
          </Text>
        </div>
      </div>
      {quote.isError && <ErrorState error={quote.error} inline />}
      <Button size="lg" fullWidth mt="md" disabled={!whole || tooFew || quote.isError} onClick={add}>
        {inBasket ? t('basket.change') : t('basket.add')}
      </Button>
      {quote.data && (
        <Text size="sm" c="dimmed" mt={10}>
          {t('equipment.journey', {
            out: dates.day(quote.data.window.dispatchOn),
            back: dates.day(quote.data.window.backOn),
          })}
        </Text>
      )}
    </section>
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
