import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../shared/ui/index.ts';
import { type AuditFilters, isFiltered } from './audit-filters.ts';
import classes from './audit.module.css';
import { useAuditWords, wordedActions, wordedKinds } from './use-audit-words.ts';

type Properties = { filters: AuditFilters; onChange: (filters: AuditFilters) => void };

/** Narrows the log; who and exactly what are chosen in its rows. */
export function AuditFilterBar({ filters, onChange }: Properties) {
  const { t } = useTranslation();
  const words = useAuditWords();
  const set = (field: keyof AuditFilters, value: string) => {
    const { [field]: _, ...rest } = filters;
    onChange(value ? { ...rest, [field]: value } : rest);
  };
  const all = { value: '', label: t('audit.all') };
  return (
    <search className={classes.filters} aria-label={t('audit.filters')}>
      <NativeSelect
        label={t('audit.about')}
        value={filters.subjectKind ?? ''}
        onChange={(event) => set('subjectKind', event.currentTarget.value)}
        data={[all, ...wordedKinds.map((kind) => ({ value: kind, label: words.kind(kind) }))]}
      />
      <NativeSelect
        label={t('audit.what')}
        value={filters.action ?? ''}
        onChange={(event) => set('action', event.currentTarget.value)}
        data={[
          all,
          ...wordedActions.map(({ group, actions }) => ({
            group: words.kind(group),
            items: actions.map((action) => ({ value: action, label: words.did(action) })),
          })),
        ]}
      />
      <DateField label={t('audit.from')} value={filters.from ?? ''} onChange={(date) => set('from', date)} />
      <DateField label={t('audit.to')} value={filters.to ?? ''} onChange={(date) => set('to', date)} />
      {isFiltered(filters) && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('action.clear')}
        </Button>
      )}
    </search>
  );
}
