import type { QueuedLoan } from '@mediecentral/contracts';
import { Button, List, Progress, Text } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog, Note, tell } from '../../shared/ui/index.ts';
import { fitting, linesInWords } from '../loan-handling/index.ts';
import { useGrantAll } from './today-api.ts';
import classes from './today-page.module.css';

/** Grants everything that fits, after showing what that is. */
export function GrantAll({ loans }: { loans: readonly QueuedLoan[] }) {
  const { t } = useTranslation();
  // Those that were shown are those that are granted, though the queue is read anew meanwhile.
  const [offered, setOffered] = useState<readonly QueuedLoan[]>();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const { grantAll, done } = useGrantAll();
  const fit = fitting(loans);
  const shown = offered ?? [];

  async function grant() {
    const { granted, refused: left } = await grantAll(shown);
    setRefused(left);
    setOffered(undefined);
    if (granted > 0) tell(t('today.grantedAll', { count: granted }));
  }
  return (
    <>
      <div className={classes.actions}>
        <Text size="sm" c="dimmed" visibleFrom="sm">
          {t('today.keysHint')}
        </Text>
        {fit.length > 1 && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconChecks size={18} stroke={1.9} aria-hidden />}
            onClick={() => setOffered(fit)}
          >
            {t('today.grantAll', { count: fit.length })}
          </Button>
        )}
      </div>
      {refused.length > 0 && (
        <div role="alert">
          <Note kind="wait">{t('today.grantAllRefused', { references: refused.join(', ') })}</Note>
        </div>
      )}
      <ConfirmDialog
        opened={offered !== undefined}
        title={t('today.grantAllTitle', { count: shown.length })}
        confirm={t('today.grantAllConfirm', { count: shown.length })}
        busy={done !== undefined}
        onClose={() => setOffered(undefined)}
        onConfirm={() => void grant()}
      >
        <Text mb="xs">{t('today.grantAllText')}</Text>
        <List size="sm">
          {shown.map((loan) => (
            <List.Item key={loan.id}>
              {loan.reference}: {linesInWords(loan.lines)}, {loan.schoolUnit.name}
            </List.Item>
          ))}
        </List>
        {done !== undefined && (
          <Progress mt="md" value={(done / shown.length) * 100} aria-label={t('today.grantAllProgress')} />
        )}
      </ConfirmDialog>
    </>
  );
}
