import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../shared/ui/index.ts';
import { useMunicipalities } from '../organisation/index.ts';
import { useModelChoices } from '../stock/index.ts';
import classes from './loan-board.module.css';
import { isFiltered, type LoanFilters, type Show, shows } from './loan-filters.ts';

type Properties = { filters: LoanFilters; onChange: (filters: LoanFilters) => void };

/** Each field narrows the list at once. */
export function FilterBar({ filters, onChange }: Properties) {
  const { t } = useTranslation();
  const municipalities = useMunicipalities();
  const models = useModelChoices();
  const set = (field: keyof LoanFilters, value: string) => {
    const { [field]: _before, ...rest } = filters;
    onChange(value ? { ...rest, [field]: value } : rest);
  };
  return (
    <search className={classes.filters} aria-label={t('board.filters')}>
      <SearchField value={filters.q ?? ''} onChange={(q) => set('q', q)} />
      <NativeSelect
        label={t('board.show')}
        value={filters.show ?? ''}
        onChange={(event) => set('show', event.currentTarget.value)}
        data={[
          { value: '', label: t('board.all') },
          ...shows.map((show) => ({ value: show, label: labelOf(show) })),
        ]}
      />
      <NativeSelect
        label={t('board.municipality')}
        value={filters.municipality ?? ''}
        onChange={(event) => set('municipality', event.currentTarget.value)}
        data={[
          { value: '', label: t('board.all') },
          ...(municipalities.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      <NativeSelect
        label={t('board.model')}
        value={filters.modelId ?? ''}
        onChange={(event) => set('modelId', event.currentTarget.value)}
        data={[{ value: '', label: t('board.all') }, ...(models.data ?? [])]}
      />
      <DateField label={t('board.from')} value={filters.from ?? ''} onChange={(date) => set('from', date)} />
      <DateField label={t('board.to')} value={filters.to ?? ''} onChange={(date) => set('to', date)} />
      {isFiltered(filters) && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('action.clear')}
        </Button>
      )}
    </search>
  );

  function labelOf(show: Show): string {
    return show === 'open' || show === 'overdue' ? t(`board.shows.${show}`) : t(`loan.state.${show}`);
  }
}

/** Writes to the address a moment after the last key, and follows the address when it changes by itself. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const written = useRef(value);
  const write = useDebouncedCallback((next: string) => {
    written.current = next.trim();
    onChange(next.trim());
  }, 250);
  useEffect(() => {
    if (value === written.current) return;
    written.current = value;
    setText(value);
  }, [value]);
  return (
    <TextInput
      type="search"
      className={classes.search}
      label={t('board.search')}
      placeholder={t('board.searchHint')}
      leftSection={<IconSearch size={20} stroke={1.9} aria-hidden />}
      maxLength={60}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        write(event.currentTarget.value);
      }}
    />
  );
}
