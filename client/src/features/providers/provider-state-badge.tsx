import type { ManagedProvider } from '@mediecentral/contracts';
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconPlayerPause,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isRefusing } from './provider-health.ts';
import classes from './providers.module.css';

type Look = ManagedProvider['state'] | 'refusing';

const icons: Record<Look, TablerIcon> = {
  ok: IconCheck,
  expiring: IconClock,
  expired: IconAlertTriangle,
  refusing: IconAlertTriangle,
  disabled: IconPlayerPause,
};

type Properties = {
  provider: ManagedProvider;
  /** Until its last signing certificate goes out. */
  days: number | undefined;
};

/** Whether people can log in there, and whether that will last. */
export function ProviderStateBadge({ provider, days }: Properties) {
  const { t } = useTranslation();
  const look: Look = provider.state === 'ok' && isRefusing(provider) ? 'refusing' : provider.state;
  const Icon = icons[look];
  return (
    <span className={classes.state} data-state={look}>
      <Icon size={20} stroke={1.9} aria-hidden />
      {look === 'expiring' && days !== undefined
        ? t('providers.daysLeft', { count: days })
        : t(`providers.state.${look}`)}
    </span>
  );
}
