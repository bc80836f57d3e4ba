import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Note } from '../ui/index.ts';
import type { EditConflict } from './use-editing.ts';

type Properties<Values> = {
  conflict: EditConflict<Values> | undefined;
  labelOf: (field: keyof Values) => string;
};

/** Someone saved first: what was taken over, what is contested, and that nothing that was written is lost. */
export function ConflictNotice<Values>({ conflict, labelOf }: Properties<Values>) {
  const { t } = useTranslation();
  if (!conflict) return null;
  return (
    <div role="alert">
      <Note kind="wait">
        <Text fw={600}>{t('staff.conflict.title')}</Text>
        <Text>{t('staff.conflict.nothingLost')}</Text>
        <List size="sm" mt={4}>
          {conflict.contested.map((field) => (
            <List.Item key={String(field)}>
              {t('staff.conflict.contested', { field: labelOf(field) })}
            </List.Item>
          ))}
          {conflict.taken.map((field) => (
            <List.Item key={String(field)}>{t('staff.conflict.taken', { field: labelOf(field) })}</List.Item>
          ))}
        </List>
      </Note>
    </div>
  );
}
