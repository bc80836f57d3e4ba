import { listSchoolUnits, reachOf } from '@mediecentral/contracts';
import { NativeSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/call.ts';
import { useAccount } from '../../shared/api/use-account.ts';
import { useCentre } from '../../shared/api/use-centre.ts';
import { Note } from '../../shared/ui/index.ts';

type Properties = {
  value: string | undefined;
  /** Asked for, and not chosen yet. */
  isMissing: boolean;
  onChange: (schoolUnitId: string) => void;
};

/** The school that gets the box: one’s own, or any for those at the centre. */
export function SchoolField({ value, isMissing, onChange }: Properties) {
  const { t } = useTranslation();
  const { account } = useAccount();
  const { data: centre } = useCentre();
  if (!account) return null;
  if (reachOf(account.role, 'loans.book') === 'any')
    return <AnySchool value={value} isMissing={isMissing} onChange={onChange} />;
  if (account.schoolUnits.length === 0) {
    return (
      <div tabIndex={-1} data-problem role="note">
        <Note kind="wait">
          <strong>{t('basket.noSchool')}.</strong>{' '}
          {t('basket.noSchoolText', { address: centre?.email ?? '' })}
        </Note>
      </div>
    );
  }
  return (
    <NativeSelect
      label={t('basket.school')}
      value={value ?? ''}
      data={account.schoolUnits.map((unit) => ({
        value: unit.id,
        label: `${unit.name}, ${unit.municipality.name}`,
      }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function AnySchool({ value, isMissing, onChange }: Properties) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [q] = useDebouncedValue(search.trim(), 200);
  const units = useQuery({
    queryKey: ['school-units', 'for-booking', q],
    queryFn: () => call(listSchoolUnits, { query: { active: 'true', limit: 50, ...(q ? { q } : {}) } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Select
      searchable
      error={isMissing && !value && t('basket.wrong.school')}
      label={t('basket.school')}
      value={value ?? null}
      // The api has searched already, also in the name of the municipality.
      filter={({ options }) => options}
      data={(units.data?.items ?? []).map((unit) => ({
        value: unit.id,
        label: `${unit.name}, ${unit.municipality.name}`,
      }))}
      onSearchChange={setSearch}
      onChange={(chosen) => chosen && onChange(chosen)}
    />
  );
}
