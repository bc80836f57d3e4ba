import { Button, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCopy } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Spoken } from '../../shared/ui/index.ts';
import classes from './providers.module.css';

type Properties = { label: string; value: string };

/** A value for somebody else's form, copied by a button, or by hand where the browser does not let pages copy. */
export function CopyField({ label, value }: Properties) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const clipboard = useClipboard({ timeout: 4000 });
  return (
    <div className={classes.copy}>
      <TextInput
        ref={field}
        label={label}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        leftSection={<IconCopy size={20} stroke={1.9} aria-hidden />}
        aria-label={t('providers.copyOne', { what: label })}
        onClick={() => {
          clipboard.copy(value);
          field.current?.select();
        }}
      >
        {t('providers.copy')}
      </Button>
      <Spoken className={classes.copyOutcome}>
        {clipboard.copied && t('providers.copied')}
        {clipboard.error && t('providers.copyByHand')}
      </Spoken>
    </div>
  );
}
