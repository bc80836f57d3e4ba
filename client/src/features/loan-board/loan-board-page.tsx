import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useNumberFormat } from '../../shared/formatting/use-number-format.ts';
import { Key, useShortcut } from '../../shared/shortcuts/index.ts';
import { EmptyState, ErrorState, LinkButton, PageTitle, WaitingLines } from '../../shared/ui/index.ts';
import { useLoanBoard } from './board-api.ts';
import { FilterBar } from './filter-bar.tsx';
import { filtersFrom, isFiltered, type LoanFilters } from './loan-filters.ts';
import { LoanTable } from './loan-table.tsx';

/** Every loan, by whatever one knows of it. The address holds the filters, so that a list can be sent to a colleague. */
export function LoanBoardPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const number = useNumberFormat();
  const [parameters, setParameters] = useSearchParams();
  const filters = filtersFrom(parameters);
  const board = useLoanBoard(filters);
  const loans = board.data?.pages.flatMap((page) => page.items) ?? [];
  const total = board.data?.pages[0]?.total ?? 0;

  const change = (changed: LoanFilters) =>
    setParameters(new URLSearchParams(changed), { replace: true, preventScrollReset: true });
  useShortcut('n', t('today.keys.new'), () => void navigate('/personal/lan/nytt'));
  return (
    <>
      <Group justify="space-between" mb="sm">
        <PageTitle>{t('staff.nav.loans')}</PageTitle>
        <LinkButton
          to="/personal/lan/nytt"
          variant="default"
          leftSection={<IconPlus size={20} stroke={1.9} aria-hidden />}
        >
          {t('staff.newLoan')}
          <Key>N</Key>
        </LinkButton>
      </Group>
      <FilterBar filters={filters} onChange={change} />
      <Text component="output" display="block" size="sm" c="dimmed" my="xs">
        {board.isSuccess ? t('board.found', { count: total, total: number(total) }) : ''}
      </Text>
      {board.isPending && <WaitingLines count={10} />}
      {board.isError && <ErrorState error={board.error} onRetry={() => void board.refetch()} />}
      {board.isSuccess && loans.length === 0 && (
        <EmptyState
          title={t(isFiltered(filters) ? 'board.noneFound' : 'board.none')}
          text={t(isFiltered(filters) ? 'board.noneFoundText' : 'board.noneText')}
          {...(isFiltered(filters)
            ? { action: { label: t('board.showAll'), onClick: () => change({}) } }
            : {})}
        />
      )}
      {loans.length > 0 && <LoanTable loans={loans} dimmed={board.isPlaceholderData} />}
      {board.hasNextPage && (
        <Group justify="center" mt="md">
          <Text size="sm" c="dimmed">
            {t('board.shown', { shown: number(loans.length), total: number(total) })}
          </Text>
          <Button
            variant="default"
            loading={board.isFetchingNextPage}
            onClick={() => void board.fetchNextPage()}
          >
            {t('action.showMore')}
          </Button>
        </Group>
      )}
    </>
  );
}
