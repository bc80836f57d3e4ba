import { type ManagedAccount, type Role, roles } from '@mediecentral/contracts';
import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useNumberFormat } from '../../shared/formatting/use-number-format.ts';
import { EmptyState, ErrorState, PageTitle, WaitingLines } from '../../shared/ui/index.ts';
import { GrantByNameDialog } from './grant-by-name-dialog.tsx';
import { type PeopleSearch, usePeople } from './people-api.ts';
import classes from './people-page.module.css';
import { PeopleTable } from './people-table.tsx';
import { RoleDialog } from './role-dialog.tsx';

const named = roles.filter((role) => role !== 'pupil');

/** Who has which role and from where; an administrator gives more, and takes it back. The address holds the search. */
export function PeoplePage() {
  const { t } = useTranslation();
  const number = useNumberFormat();
  const { search, text, setText, setRole, showAll } = usePeopleSearch();
  const people = usePeople(search);
  const [changing, setChanging] = useState<ManagedAccount>();
  const [isGranting, setIsGranting] = useState(false);
  const shown = people.data?.pages.flatMap((page) => page.items) ?? [];
  const total = people.data?.pages[0]?.total ?? 0;
  return (
    <>
      <Group justify="space-between" align="end" mb="sm">
        <div className={classes.heading}>
          <PageTitle>{t('people.title')}</PageTitle>
          <Text c="dimmed">{t('people.lead')}</Text>
        </div>
        <Button
          leftSection={<IconPlus size={20} stroke={1.9} aria-hidden />}
          onClick={() => setIsGranting(true)}
        >
          {t('people.grant.open')}
        </Button>
      </Group>
      <search className={classes.search} aria-label={t('people.search')}>
        <TextInput
          type="search"
          label={t('people.search')}
          leftSection={<IconSearch size={20} stroke={1.9} aria-hidden />}
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('people.role')}
          value={search.role ?? ''}
          onChange={(event) => setRole(event.currentTarget.value)}
          data={[
            { value: '', label: t('people.all') },
            ...named.map((role) => ({ value: role, label: t(`account.role.${role}`) })),
          ]}
        />
      </search>
      <Text component="output" display="block" size="sm" c="dimmed" my="xs">
        {people.isSuccess ? t('people.found', { count: total, total: number(total) }) : ''}
      </Text>
      {people.isPending && <WaitingLines count={10} />}
      {people.isError && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && shown.length === 0 && (
        <EmptyState
          title={t('people.none')}
          text={t('people.noneText')}
          {...(text || search.role ? { action: { label: t('people.showAll'), onClick: showAll } } : {})}
        />
      )}
      {shown.length > 0 && (
        <PeopleTable people={shown} dimmed={people.isPlaceholderData} onChange={setChanging} />
      )}
      {people.hasNextPage && (
        <Group justify="center" mt="md">
          <Text size="sm" c="dimmed">
            {t('people.shown', { shown: number(shown.length), total: number(total) })}
          </Text>
          <Button
            variant="default"
            loading={people.isFetchingNextPage}
            onClick={() => void people.fetchNextPage()}
          >
            {t('action.showMore')}
          </Button>
        </Group>
      )}
      {changing && <RoleDialog person={changing} onClose={() => setChanging(undefined)} />}
      {isGranting && <GrantByNameDialog onClose={() => setIsGranting(false)} />}
    </>
  );
}

/** The search as the address has it; the text is written there a moment after the last key. */
function usePeopleSearch() {
  const [parameters, setParameters] = useSearchParams();
  const [text, setText] = useState(parameters.get('q') ?? '');
  const [q] = useDebouncedValue(text.trim(), 200);
  const role = named.find((known) => known === parameters.get('role'));
  const search: PeopleSearch = { ...(q ? { q } : {}), ...(role ? { role } : {}) };
  const write = (wanted: { q: string; role: Role | undefined }) =>
    setParameters(
      new URLSearchParams({
        ...(wanted.q ? { q: wanted.q } : {}),
        ...(wanted.role ? { role: wanted.role } : {}),
      }),
      { replace: true, preventScrollReset: true },
    );
  useEffect(() => {
    if ((parameters.get('q') ?? '') !== q) write({ q, role });
    // Only what has been typed is written; the address changing by itself is not typed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [q]);
  return {
    search,
    text,
    setText,
    setRole: (chosen: string) => write({ q, role: named.find((known) => known === chosen) }),
    showAll: () => {
      setText('');
      write({ q: '', role: undefined });
    },
  };
}
