import type { Quote } from '@mediecentral/contracts';
import { Button, List, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { ErrorState, Note, Spoken } from '../../shared/ui/index.ts';
import classes from './loan-board.module.css';

type Properties = {
  quote: UseQueryResult<Quote>;
  models: readonly { value: string; label: string }[];
  onPeriod: (period: { from: string; to: string }) => void;
};

/** Does it fit, when does it come and go; where it does not fit, the nearest days that do, to take with one press. */
export function QuoteNote({ quote, models, onPeriod }: Properties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  if (quote.isError) return <ErrorState error={quote.error} inline />;
  if (!quote.data)
    return (
      <Text mt="sm" c="dimmed" size="sm" component="output" display="block">
        {t('board.fillIn')}
      </Text>
    );
  const { fits, window, lines } = quote.data;
  if (fits) {
    return (
      <Spoken className={classes.quote}>
        <Note kind="ok">
          {t('board.fits', { out: dates.day(window.dispatchOn), back: dates.day(window.backOn) })}
        </Note>
      </Spoken>
    );
  }
  const short = lines.filter((line) => line.free < line.asked);
  return (
    <Spoken className={classes.quote}>
      <Note kind="wait">
        <Text fw={600}>{t('board.fitsNot')}</Text>
        <List size="sm">
          {short.map((line) => (
            <List.Item key={line.modelId}>
              {t('board.freeOfAsked', {
                model: models.find(({ value }) => value === line.modelId)?.label ?? '',
                free: line.free,
                asked: line.asked,
              })}{' '}
              {line.nearest.map((period) => (
                <Button key={period.from} size="xs" variant="default" mr={6} onClick={() => onPeriod(period)}>
                  {dates.period(period.from, period.to)}
                </Button>
              ))}
            </List.Item>
          ))}
        </List>
      </Note>
    </Spoken>
  );
}
