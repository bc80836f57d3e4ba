import type { Unit } from '@mediecentral/contracts';
import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { Breadcrumbs, FailedPage, Note, PageTitle, SectionCard, WaitingPage } from '../../shared/ui/index.ts';
import { useUnit } from './stock-api.ts';
import classes from './stock.module.css';
import { UnitForm } from './unit-form.tsx';
import { UnitStateBadge } from './unit-state-badge.tsx';
import { UnitStateCard } from './unit-state-card.tsx';

/** One physical thing: how it is, where it is, and where it has been. */
export function UnitPage() {
  const { id = '' } = useParams();
  const unit = useUnit(id);
  if (unit.isError && !unit.data)
    return <FailedPage error={unit.error} onRetry={() => void unit.refetch()} />;
  if (!unit.data) return <WaitingPage />;
  return <TheUnit key={id} unit={unit.data} />;
}

function TheUnit({ unit }: { unit: Unit }) {
  const { t } = useTranslation();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: t('staff.nav.stock'), to: '/personal/utrustning' },
          { label: unit.modelName, to: `/personal/utrustning/${unit.modelId}` },
        ]}
        here={unit.inventoryNumber}
      />
      <Group justify="space-between" mb="md">
        <PageTitle>{`${unit.modelName} ${unit.inventoryNumber}`}</PageTitle>
        <UnitStateBadge state={unit.state} />
      </Group>
      <div className={classes.columns}>
        <div className={classes.stack}>
          {unit.loan && (
            <Note kind="info">
              {t('stock.isLent')} <Link to={`/personal/lan/${unit.loan.id}`}>{unit.loan.reference}</Link>
            </Note>
          )}
          <UnitForm unit={unit} />
          <SectionCard title={t('board.history')}>
            <History unit={unit} />
          </SectionCard>
        </div>
        <UnitStateCard unit={unit} />
      </div>
    </>
  );
}

function History({ unit }: { unit: Unit }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  return (
    <ol className={classes.history}>
      {unit.history.toReversed().map((entry, index) => (
        <li key={`${entry.at} ${entry.kind} ${unit.history.length - index}`}>
          <time dateTime={entry.at}>
            {dates.instant(entry.at)}
            {entry.by && ` · ${entry.by}`}
          </time>
          {entry.kind === 'state' && entry.state
            ? t('stock.event.state', { state: t(`stock.state.${entry.state}`).toLocaleLowerCase() })
            : t(`stock.event.${entry.kind === 'state' ? 'changed' : entry.kind}`)}
          {entry.loan && (
            <>
              {' '}
              <Link to={`/personal/lan/${entry.loan.id}`}>{entry.loan.reference}</Link>
            </>
          )}
          {entry.note && `: ${entry.note}`}
        </li>
      ))}
    </ol>
  );
}
