import type { Loan } from '@mediecentral/contracts';
import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog, tell } from '../../shared/ui/index.ts';
import { useReportDamage } from './loans-api.ts';

type Properties = { loan: Loan; opened: boolean; onClose: () => void };

/** Says that something is broken or missing. What was written stays until it has been sent. */
export function DamageDialog({ loan, opened, onClose }: Properties) {
  const { t } = useTranslation();
  const [message, setMessage] = useState('');
  const [empty, setEmpty] = useState(false);
  const report = useReportDamage(loan);
  function send() {
    setEmpty(message.trim() === '');
    if (message.trim() === '') return;
    report.mutate(message.trim(), {
      onSuccess: () => {
        setMessage('');
        onClose();
        tell(t('loans.damageDone'));
      },
    });
  }
  return (
    <ConfirmDialog
      opened={opened}
      title={t('loans.damageTitle')}
      confirm={t('loans.damageSend')}
      busy={report.isPending}
      error={report.error}
      onClose={onClose}
      onConfirm={send}
    >
      <Text mb="sm">{t('loans.damageText')}</Text>
      <Textarea
        data-autofocus
        autosize
        minRows={3}
        maxLength={1000}
        label={t('loans.damageWhat')}
        value={message}
        error={empty && t('loans.damageEmpty')}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
