import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { i18n } from '../i18n/i18n.ts';

const closeButton = () => ({ 'aria-label': i18n.t('action.close') });

/** Tells that something was done, in passing; read out too. */
export function tell(message: string): void {
  notifications.show({ message, color: 'gran', closeButtonProps: closeButton() });
}

/** Tells that something was done and can be taken back, while the notification is there. */
export function tellWithUndo({
  message,
  undo,
  onUndo,
}: {
  message: string;
  undo: string;
  onUndo: () => void;
}): void {
  const id = notifications.show({
    color: 'gran',
    closeButtonProps: closeButton(),
    // Long enough to be found with the keyboard.
    autoClose: 12_000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button
          size="compact-md"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
        >
          {undo}
        </Button>
      </Group>
    ),
  });
}
