import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './states.tsx';

type Properties = {
  opened: boolean;
  /** The question: `Avboka lånet?` */
  title: string;
  /** What happens then, and fields where something must be said. */
  children?: ReactNode;
  /** The verb on the button. */
  confirm: string;
  /** It cannot be undone. */
  danger?: boolean;
  busy?: boolean;
  disabled?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before something that cannot be taken back; Escape and the other button leave everything as it is. */
export function ConfirmDialog(properties: Properties) {
  const {
    opened,
    title,
    children,
    confirm,
    danger = false,
    busy = false,
    disabled = false,
    error,
    onConfirm,
    onClose,
  } = properties;
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && !disabled) onConfirm();
        }}
      >
        {children}
        {error !== undefined && error !== null && <ErrorState error={error} inline />}
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.leaveIt')}
          </Button>
          <Button type="submit" loading={busy} disabled={disabled} {...(danger ? { color: 'tegel.7' } : {})}>
            {confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
