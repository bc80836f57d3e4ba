import { Modal, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShortcutList } from '../shared/shortcuts/index.ts';
import classes from './shortcut-help.module.css';

/** The shortcuts of the page that is open, and the switch that turns them all off. */
export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { shortcuts, enabled, setEnabled } = useShortcutList();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('staff.shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Switch
        label={t('staff.shortcuts.on')}
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
      <Text size="sm" c="dimmed" my="sm">
        {t('staff.shortcuts.text')}
      </Text>
      <dl className={classes.list}>
        {shortcuts.map(({ key, label }) => (
          <div key={`${key} ${label}`}>
            <dt>
              <kbd>{key.length === 1 ? key.toUpperCase() : key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
