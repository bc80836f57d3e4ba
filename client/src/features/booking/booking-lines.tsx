import type { EquipmentModel, UnavailableLine } from '@mediecentral/contracts';
import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Drawing } from '../../shared/drawings/index.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { LinkButton, QuantityStepper, SectionCard, tellWithUndo } from '../../shared/ui/index.ts';
import { type BasketLine, useBasket } from '../basket/index.ts';
import { useEquipmentModelsById } from '../equipment/index.ts';
import classes from './booking-lines.module.css';

/** Most of an alternative’s periods that are offered; more would be a calendar. */
const mostMoves = 2;

type Properties = {
  /** What is free of each line over the days, once that is known. */
  short: readonly UnavailableLine[] | undefined;
  isAsking: boolean;
};

/** What is booked, how much of it is free, and for what is not free the ways out. */
export function BookingLines({ short, isAsking }: Properties) {
  const { t } = useTranslation();
  const { basket } = useBasket();
  const models = useEquipmentModelsById(basket.lines.map((line) => line.modelId));
  return (
    <SectionCard title={t('basket.equipment')}>
      <ul className={classes.lines} aria-busy={isAsking}>
        {basket.lines.map((line, place) => (
          <BookingLine
            key={line.modelId}
            line={line}
            model={models[place]?.data}
            answer={short?.find((each) => each.modelId === line.modelId && each.asked === line.quantity)}
          />
        ))}
      </ul>
      <LinkButton to="/utrustning" variant="default" leftSection={<IconPlus size={20} aria-hidden />}>
        {t('basket.addMore')}
      </LinkButton>
    </SectionCard>
  );
}

type LineProperties = {
  line: BasketLine;
  model: EquipmentModel | undefined;
  answer: UnavailableLine | undefined;
};

function BookingLine({ line, model, answer }: LineProperties) {
  const { t } = useTranslation();
  const { basket, setQuantity, fill } = useBasket();
  const name = model?.name ?? '';
  const isShort = answer !== undefined && answer.free < answer.asked;
  function remove() {
    setQuantity(line.modelId, 0);
    tellWithUndo({
      message: t('basket.removed', { model: name }),
      undo: t('action.undo'),
      onUndo: () => fill(basket),
    });
  }
  return (
    <li className={classes.line}>
      <Drawing name={model?.drawing ?? ''} small />
      <div className={classes.text}>
        {model ? (
          <h3>
            <Link to={`/utrustning/${line.modelId}`}>{name}</Link>
          </h3>
        ) : (
          <Skeleton height={22} width={160} />
        )}
        <output className={classes.answer} data-short={isShort || undefined}>
          {answer && <Answer answer={answer} />}
        </output>
      </div>
      <div className={classes.controls}>
        <QuantityStepper
          hideLabel
          label={`${t('equipment.howMany')} ${name}`}
          value={line.quantity}
          max={model?.maxQuantity ?? line.quantity}
          onChange={(quantity) => setQuantity(line.modelId, quantity)}
        />
        <ActionIcon
          variant="default"
          size={44}
          aria-label={t('action.remove', { what: name })}
          onClick={remove}
        >
          <IconX size={22} aria-hidden />
        </ActionIcon>
      </div>
      {isShort && <WaysOut answer={answer} name={name} onRemove={remove} />}
    </li>
  );
}

function Answer({ answer: { free, asked } }: { answer: UnavailableLine }) {
  const { t } = useTranslation();
  if (free >= asked) {
    return (
      <>
        <IconCheck size={20} stroke={1.9} aria-hidden />
        {asked === 2 ? t('basket.bothFree') : t('basket.allFree', { count: asked })}
      </>
    );
  }
  return (
    <>
      <IconAlertTriangle size={20} stroke={1.9} aria-hidden />
      {free === 0 ? t('basket.noneFree') : t('basket.short', { count: free, asked })}
    </>
  );
}

type WaysProperties = { answer: UnavailableLine; name: string; onRemove: () => void };

/** Take what there is, move everything to days that fit, or do without. */
function WaysOut({ answer, name, onRemove }: WaysProperties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { setQuantity, setPeriod } = useBasket();
  return (
    <fieldset
      aria-label={t('basket.waysOut', { model: name })}
      tabIndex={-1}
      data-problem
      className={classes.ways}
    >
      {answer.free > 0 && (
        <Button variant="default" onClick={() => setQuantity(answer.modelId, answer.free)}>
          {t('basket.take', { count: answer.free })}
        </Button>
      )}
      {answer.nearest.slice(0, mostMoves).map(({ from, to }) => (
        <Button key={from} variant="default" onClick={() => setPeriod({ from, to })}>
          {t('basket.move', { dates: dates.period(from, to) })}
        </Button>
      ))}
      <Button variant="subtle" onClick={onRemove}>
        {t('basket.without')}
      </Button>
    </fieldset>
  );
}
