import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useNumberFormat } from '../../shared/formatting/use-number-format.ts';
import { EmptyState, ErrorState, PageTitle, WaitingLines } from '../../shared/ui/index.ts';
import { useAuditEntries } from './audit-api.ts';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { type AuditFilters, filtersFrom, isFiltered } from './audit-filters.ts';
import { AuditTable } from './audit-table.tsx';
import classes from './audit.module.css';

/** Who changed what, and when. The address holds the filters, so that a search can be sent to a colleague. */
export function AuditPage() {
  const { t } = useTranslation();
  const number = useNumberFormat();
  const [parameters, setParameters] = useSearchParams();
  const filters = filtersFrom(parameters);
  const audit = useAuditEntries(filters);
  const entries = audit.data?.pages.flatMap((page) => page.items) ?? [];
  const total = audit.data?.pages[0]?.total ?? 0;
  const filtered = isFiltered(filters);
  const change = (changed: AuditFilters) =>
    setParameters(new URLSearchParams(changed), { replace: true, preventScrollReset: true });
  return (
    <>
      <div className={classes.heading}>
        <PageTitle>{t('audit.title')}</PageTitle>
        <Text c="dimmed">{t('audit.lead')}</Text>
      </div>
      <AuditFilterBar filters={filters} onChange={change} />
      <Text component="output" display="block" size="sm" c="dimmed" my="xs">
        {audit.isSuccess ? t('audit.found', { count: total, total: number(total) }) : ''}
      </Text>
      {audit.isPending && <WaitingLines count={10} />}
      {audit.isError && <ErrorState error={audit.error} onRetry={() => void audit.refetch()} />}
      {audit.isSuccess && entries.length === 0 && (
        <EmptyState
          title={t(filtered ? 'audit.noneFound' : 'audit.none')}
          text={t(filtered ? 'audit.noneFoundText' : 'audit.noneText')}
          {...(filtered ? { action: { label: t('audit.showAll'), onClick: () => change({}) } } : {})}
        />
      )}
      {entries.length > 0 && (
        <AuditTable
          entries={entries}
          dimmed={audit.isPlaceholderData}
          onOnly={(only) => change({ ...filters, ...only })}
        />
      )}
      {audit.hasNextPage && (
        <Group justify="center" mt="md">
          <Text size="sm" c="dimmed">
            {t('audit.shown', { shown: number(entries.length), total: number(total) })}
          </Text>
          <Button
            variant="default"
            loading={audit.isFetchingNextPage}
            onClick={() => void audit.fetchNextPage()}
          >
            {t('action.showMore')}
          </Button>
        </Group>
      )}
    </>
  );
}
