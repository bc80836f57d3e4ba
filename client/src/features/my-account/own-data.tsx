import { Button, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isCallError } from '../../shared/api/call-error.ts';
import { ConfirmDialog, LinkButton, Note, SectionCard, tell } from '../../shared/ui/index.ts';
import { useBasket } from '../basket/index.ts';
import { ownDataAddress, useDeleteAccount } from './my-account-api.ts';
import classes from './my-account-page.module.css';

/** Everything about oneself as a file, and the way to have it removed. */
export function OwnData() {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('myAccount.data.title')}>
      <Text mb="md">{t('myAccount.data.text')}</Text>
      <Button
        component="a"
        href={ownDataAddress}
        download
        variant="default"
        leftSection={<IconDownload size={20} stroke={1.9} aria-hidden />}
      >
        {t('myAccount.data.download')}
      </Button>
      <div className={classes.erase}>
        <Title order={2} mb="sm">
          {t('myAccount.erase.title')}
        </Title>
        <Text mb="md">{t('myAccount.erase.text')}</Text>
        <DeleteAccount />
      </div>
    </SectionCard>
  );
}

function DeleteAccount() {
  const { t } = useTranslation();
  const { clear } = useBasket();
  const [asking, setAsking] = useState(false);
  const remove = useDeleteAccount(() => {
    // The next person at this computer begins with an empty booking.
    clear();
    tell(t('myAccount.erase.done'));
  });
  const hasOpenLoans = isCallError(remove.error, 'in_use');
  return (
    <>
      <Button variant="outline" color="tegel" onClick={() => setAsking(true)}>
        {t('myAccount.erase.open')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('myAccount.erase.question')}
        confirm={t('myAccount.erase.confirm')}
        danger
        busy={remove.isPending}
        disabled={hasOpenLoans}
        error={hasOpenLoans ? undefined : remove.error}
        onClose={() => {
          setAsking(false);
          remove.reset();
        }}
        onConfirm={() => remove.mutate()}
      >
        <Text>{t('myAccount.erase.text')}</Text>
        <Text mt="sm" mb="sm">
          {t('myAccount.erase.loans')}
        </Text>
        {hasOpenLoans && (
          <div role="alert">
            <Note kind="wait">
              <Text mb="sm">{t('myAccount.erase.inUse')}</Text>
              <LinkButton to="/mina-lan" variant="default">
                {t('myAccount.erase.toLoans')}
              </LinkButton>
            </Note>
          </div>
        )}
      </ConfirmDialog>
    </>
  );
}
