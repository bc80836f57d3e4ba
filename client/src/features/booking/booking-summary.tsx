import type { UnavailableLine } from '@mediecentral/contracts';
import { Button, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAccount } from '../../shared/api/use-account.ts';
import { isCallError } from '../../shared/api/call-error.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { ErrorState, Facts, LinkButton, Note, tellWithUndo } from '../../shared/ui/index.ts';
import { useBasket } from '../basket/index.ts';
import { useEquipmentModelsById } from '../equipment/index.ts';
import classes from './booking-summary.module.css';

type Properties = {
  short: readonly UnavailableLine[];
  schoolUnitId: string | undefined;
  error: unknown;
  isSending: boolean;
};

/** The booking in short, what has to be solved first, and the button that sends it. */
export function BookingSummary({ short, schoolUnitId, error, isSending }: Properties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { account } = useAccount();
  const { basket, clear, fill } = useBasket();
  const models = useEquipmentModelsById(short.map((line) => line.modelId));
  const parts = basket.lines.reduce((sum, line) => sum + line.quantity, 0);
  const school = account?.schoolUnits.find((unit) => unit.id === schoolUnitId);
  return (
    <aside className={classes.summary}>
      <Title order={2} mb="sm">
        {t('basket.summary')}
      </Title>
      <Facts
        items={[
          {
            name: t('basket.equipment'),
            value: `${t('basket.kinds', { count: basket.lines.length })}, ${t('basket.parts', { count: parts })}`,
          },
          {
            name: t('basket.dates'),
            value: basket.from && basket.to ? dates.period(basket.from, basket.to) : undefined,
          },
          { name: t('basket.to'), value: school && `${school.name}, ${school.municipality.name}` },
          { name: t('basket.cost'), value: t('basket.noCost') },
        ]}
      />
      <output className={classes.solve}>
        {short.length > 0 && (
          <Note kind="wait">
            <strong>{t('basket.toSolve', { count: short.length })}</strong>{' '}
            {models.map(({ data }) => data && t('basket.notEnough', { model: data.name })).join(' ')}
          </Note>
        )}
      </output>
      {error !== null && (
        <ErrorState error={error} inline>
          {isCallError(error, 'request_reused') && (
            <LinkButton to="/mina-lan" variant="default" mt="xs">
              {t('loans.title')}
            </LinkButton>
          )}
        </ErrorState>
      )}
      <Button type="submit" size="lg" fullWidth loading={isSending}>
        {t('basket.send')}
      </Button>
      <Text size="sm" c="dimmed" mt="sm">
        {t('basket.sendHint')}
      </Text>
      <Button
        variant="subtle"
        mt="xs"
        px={0}
        onClick={() => {
          clear();
          tellWithUndo({ message: t('basket.cleared'), undo: t('action.undo'), onUndo: () => fill(basket) });
        }}
      >
        {t('basket.clear')}
      </Button>
    </aside>
  );
}
