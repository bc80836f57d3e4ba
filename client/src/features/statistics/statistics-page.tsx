import type { LoanStatistics } from '@mediecentral/contracts';
import { Group, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useCentre } from '../../shared/api/use-centre.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { EmptyState, ErrorState, PageTitle, SectionCard, WaitingPage } from '../../shared/ui/index.ts';
import { Downloads } from './downloads.tsx';
import { FigureBars } from './figure-bars.tsx';
import { FigureTable } from './figure-table.tsx';
import { groupings, useLoanStatistics } from './statistics-api.ts';
import classes from './statistics.module.css';
import { useChangeWords } from './use-change-words.ts';

/** How many years back there is a choice of. */
const yearsBack = 6;

/** The year's loans by municipality, model or month, with last year beside; the address holds what is shown. */
export function StatisticsPage() {
  const { t } = useTranslation();
  const { data: centre } = useCentre();
  const [parameters, setParameters] = useSearchParams();
  if (!centre) return <WaitingPage />;
  const thisYear = Number(centre.today.slice(0, 4));
  const named = Number(parameters.get('year'));
  const year = named >= 2000 && named <= 2100 ? named : thisYear;
  const by = groupings.find((known) => known === parameters.get('by')) ?? 'municipality';
  const show = (changed: { year?: number; by?: string }) =>
    setParameters(
      { year: String(changed.year ?? year), by: changed.by ?? by },
      { replace: true, preventScrollReset: true },
    );
  const years = Array.from({ length: yearsBack }, (_, index) => thisYear - index);
  return (
    <>
      <Group justify="space-between" align="end" mb="md">
        <PageTitle>{t('statistics.title', { year })}</PageTitle>
        <Group align="end">
          <NativeSelect
            label={t('statistics.year')}
            value={year}
            onChange={(event) => show({ year: Number(event.currentTarget.value) })}
            data={(years.includes(year) ? years : [year, ...years]).map(String)}
          />
          <Downloads year={year} />
        </Group>
      </Group>
      <SegmentedControl
        size="sm"
        mb="md"
        aria-label={t('statistics.by')}
        value={by}
        onChange={(chosen) => show({ by: chosen })}
        data={groupings.map((grouping) => ({ value: grouping, label: t(`statistics.byWhat.${grouping}`) }))}
      />
      <Figures year={year} by={by} thisYear={thisYear} />
    </>
  );
}

type FiguresProperties = { year: number; by: LoanStatistics['by']; thisYear: number };

function Figures({ year, by, thisYear }: FiguresProperties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const statistics = useLoanStatistics(year, by);
  if (statistics.isError) {
    return <ErrorState error={statistics.error} onRetry={() => void statistics.refetch()} />;
  }
  if (!statistics.data) return <WaitingPage />;
  const { data } = statistics;
  return (
    <div className={classes.figures} data-dimmed={statistics.isPlaceholderData}>
      <Totals statistics={data} />
      {data.total.loans.value + data.total.loans.previous === 0 ? (
        <EmptyState title={t('statistics.none', { year: data.year })} text={t('statistics.noneText')} />
      ) : (
        <div className={classes.columns}>
          <SectionCard
            title={t('statistics.loansBy', { what: t(`statistics.byWhat.${data.by}`).toLocaleLowerCase() })}
          >
            <FigureBars statistics={data} />
          </SectionCard>
          <FigureTable statistics={data} />
        </div>
      )}
      <Text size="sm" c="dimmed" mt="md">
        {t('statistics.rule')}{' '}
        {data.overlap.value > 0 && t('statistics.overlap', { count: data.overlap.value })}{' '}
        {data.year >= thisYear && t('statistics.unfinished', { year: data.year, before: data.year - 1 })}{' '}
        {t('statistics.asOf', { when: dates.instant(data.asOf) })}
      </Text>
    </div>
  );
}

/** The big numbers, each with last year's beside it. */
function Totals({ statistics: { total, rows, by, year } }: { statistics: LoanStatistics }) {
  const { t } = useTranslation();
  const words = useChangeWords();
  const reached = rows.filter((row) => row.loans.value > 0).length;
  return (
    <dl className={classes.totals}>
      {(['loans', 'units'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`statistics.${name}`, { count: total[name].value })}</dt>
          <dd className={classes.big}>{words.number(total[name].value)}</dd>
          <dd className={classes.muted}>{words.fromLastYear(total[name], year - 1)}</dd>
        </div>
      ))}
      {by !== 'month' && (
        <div>
          <dt>{t(by === 'municipality' ? 'statistics.reached' : 'statistics.modelsLent')}</dt>
          <dd className={classes.big}>{words.number(reached)}</dd>
          <dd className={classes.muted}>{t('statistics.ofAll', { count: rows.length })}</dd>
        </div>
      )}
    </dl>
  );
}
