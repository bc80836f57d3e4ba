import { Button, Group, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../api/use-error-words.ts';
import { Drawing } from '../drawings/index.ts';
import { LinkButton } from './link-button.tsx';
import { Note } from './note.tsx';
import classes from './states.module.css';

type EmptyProperties = {
  title: string;
  /** What will appear here, once there is something. */
  text?: string;
  action?: { label: string; to: string } | { label: string; onClick: () => void };
  drawing?: string;
};

/** Nothing here yet: what will be, and the one thing to do. */
export function EmptyState({ title, text, action, drawing = 'theme-box' }: EmptyProperties) {
  return (
    <div className={classes.empty}>
      <div className={classes.drawing}>
        <Drawing name={drawing} />
      </div>
      <Title order={2} size="h3">
        {title}
      </Title>
      {text && <Text c="dimmed">{text}</Text>}
      {action && 'to' in action && <LinkButton to={action.to}>{action.label}</LinkButton>}
      {action && 'onClick' in action && <Button onClick={action.onClick}>{action.label}</Button>}
    </div>
  );
}

type ErrorProperties = {
  error: unknown;
  onRetry?: () => void;
  /** Beside what went wrong, not instead of a page. */
  inline?: boolean;
  /** Another way on, such as the telephone. */
  children?: ReactNode;
};

/** What happened and what to do, in the place where it happened. */
export function ErrorState({ error, onRetry, inline = false, children }: ErrorProperties) {
  const { t } = useTranslation();
  const { sentence, reference } = useErrorWords()(error);
  return (
    <div role="alert" className={inline ? classes.inline : classes.error}>
      <Note kind="bad" icon={IconAlertTriangle}>
        <Text fw={600}>{sentence}</Text>
        {reference && <Text size="sm">{reference}</Text>}
        {children}
        {onRetry && (
          <Group mt="xs">
            <Button variant="default" leftSection={<IconRefresh size={20} aria-hidden />} onClick={onRetry}>
              {t('action.retry')}
            </Button>
          </Group>
        )}
      </Note>
    </div>
  );
}
