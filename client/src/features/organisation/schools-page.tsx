import type { SchoolUnit } from '@mediecentral/contracts';
import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { DenseTable, EmptyState, ErrorState, PageTitle, WaitingLines } from '../../shared/ui/index.ts';
import { type SchoolSearch, useMunicipalities, useSchoolUnits } from './organisation-api.ts';
import { SchoolDialog } from './school-dialog.tsx';

/** Schools from the national register and the centre's own preschools. The address holds the search. */
export function SchoolsPage() {
  const { t } = useTranslation();
  const { search, text, setText, set } = useSearch();
  const schools = useSchoolUnits(search);
  const municipalities = useMunicipalities();
  const [editing, setEditing] = useState<SchoolUnit | 'new'>();
  const shown = schools.data?.pages.flatMap((page) => page.items) ?? [];
  const total = schools.data?.pages[0]?.total ?? 0;
  return (
    <>
      <Group justify="space-between" mb="sm">
        <PageTitle>{t('staff.nav.schools')}</PageTitle>
        <Button
          leftSection={<IconPlus size={20} stroke={1.9} aria-hidden />}
          onClick={() => setEditing('new')}
        >
          {t('schools.add')}
        </Button>
      </Group>
      <Group align="end" mb="xs">
        <TextInput
          type="search"
          label={t('schools.search')}
          leftSection={<IconSearch size={20} stroke={1.9} aria-hidden />}
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('board.municipality')}
          value={search.municipality ?? ''}
          onChange={(event) => set('municipality', event.currentTarget.value)}
          data={[
            { value: '', label: t('board.all') },
            ...(municipalities.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <NativeSelect
          label={t('schools.showWhich')}
          value={search.active ?? ''}
          onChange={(event) => set('active', event.currentTarget.value)}
          data={[
            { value: '', label: t('board.all') },
            { value: 'true', label: t('schools.activeOnly') },
            { value: 'false', label: t('schools.inactiveOnly') },
          ]}
        />
      </Group>
      <Text component="output" display="block" size="sm" c="dimmed" mb="xs">
        {schools.isSuccess ? t('schools.found', { count: total }) : ''}
      </Text>
      {schools.isPending && <WaitingLines count={10} />}
      {schools.isError && <ErrorState error={schools.error} onRetry={() => void schools.refetch()} />}
      {schools.isSuccess && shown.length === 0 && (
        <EmptyState
          title={t('schools.noneFound')}
          text={t('schools.noneFoundText')}
          action={{ label: t('schools.add'), onClick: () => setEditing('new') }}
        />
      )}
      {shown.length > 0 && <SchoolTable schools={shown} onEdit={setEditing} />}
      {schools.hasNextPage && (
        <Group justify="center" mt="md">
          <Text size="sm" c="dimmed">
            {t('board.shown', { shown: shown.length, total })}
          </Text>
          <Button
            variant="default"
            loading={schools.isFetchingNextPage}
            onClick={() => void schools.fetchNextPage()}
          >
            {t('action.showMore')}
          </Button>
        </Group>
      )}
      {editing && (
        <SchoolDialog
          school={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

/** The search as the address has it; the text is written there a moment after the last key. */
function useSearch() {
  const [parameters, setParameters] = useSearchParams();
  const [text, setText] = useState(parameters.get('q') ?? '');
  const [q] = useDebouncedValue(text.trim(), 200);
  const municipality = parameters.get('municipality') ?? '';
  const active = (['true', 'false'] as const).find((known) => known === parameters.get('active'));
  const search: SchoolSearch = {
    ...(q ? { q } : {}),
    ...(/^\d{4}$/.test(municipality) ? { municipality } : {}),
    ...(active ? { active } : {}),
  };
  function set(name: 'q' | 'municipality' | 'active', value: string) {
    setParameters(
      (current) => {
        if (value) current.set(name, value);
        else current.delete(name);
        return current;
      },
      { replace: true, preventScrollReset: true },
    );
  }
  useEffect(() => {
    if ((parameters.get('q') ?? '') !== q) set('q', q);
    // Only what has been typed is written; the address changing by itself is not typed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [q]);
  return { search, text, setText, set };
}

function SchoolTable({
  schools,
  onEdit,
}: {
  schools: readonly SchoolUnit[];
  onEdit: (school: SchoolUnit) => void;
}) {
  const { t } = useTranslation();
  return (
    <DenseTable label={t('staff.nav.schools')}>
      <thead>
        <tr>
          <th scope="col">{t('schools.field.name')}</th>
          <th scope="col">{t('board.municipality')}</th>
          <th scope="col">{t('schools.field.kind')}</th>
          <th scope="col">{t('schools.field.address')}</th>
          <th scope="col">{t('schools.field.deliveryNote')}</th>
          <th scope="col">{t('schools.field.schoolUnitCode')}</th>
          <th scope="col" data-action>
            {t('schools.do')}
          </th>
        </tr>
      </thead>
      <tbody>
        {schools.map((school) => (
          <tr key={school.id}>
            <th scope="row" data-main>
              <Link to={`/personal/lan?schoolUnitId=${school.id}`}>{school.name}</Link>
              {!school.active && ` (${t('schools.inactive')})`}
            </th>
            <td>{school.municipality.name}</td>
            <td>{t(`schools.kind.${school.kind}`)}</td>
            <td>{[school.address?.street, school.address?.city].filter(Boolean).join(', ')}</td>
            <td>{school.deliveryNote}</td>
            <td>{school.schoolUnitCode ?? t('schools.own')}</td>
            <td data-action>
              <Button
                size="xs"
                variant="default"
                aria-label={t('schools.changeOne', { name: school.name })}
                onClick={() => onEdit(school)}
              >
                {t('action.change')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </DenseTable>
  );
}
