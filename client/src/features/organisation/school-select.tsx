import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSchoolUnits } from './organisation-api.ts';

type Properties = {
  label: string;
  value: string | undefined;
  error?: string | undefined;
  onChange: (schoolUnitId: string | undefined) => void;
};

/** Finds one of hundreds of schools by the beginning of its name. */
export function SchoolSelect({ label, value, error, onChange }: Properties) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string }>();
  const [q] = useDebouncedValue(text === chosen?.label ? '' : text.trim(), 200);
  const schools = useSchoolUnits({ active: 'true', ...(q ? { q } : {}) });
  const found = (schools.data?.pages[0]?.items ?? []).map((school) => ({
    value: school.id,
    label: `${school.name}, ${school.municipality.name}`,
  }));
  const data = chosen && !found.some((one) => one.value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Select
      label={label}
      required
      searchable
      error={error}
      placeholder={t('schools.searchHint')}
      nothingFoundMessage={schools.isFetching ? t('shell.waiting') : t('schools.noneFound')}
      data={data}
      // The api has filtered already.
      filter={({ options }) => options}
      value={value ?? null}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id, option) => {
        setChosen(id ? { value: id, label: option.label } : undefined);
        onChange(id ?? undefined);
      }}
    />
  );
}
