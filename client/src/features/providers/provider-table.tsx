import type { ManagedProvider } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCentre } from '../../shared/api/use-centre.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { DenseTable } from '../../shared/ui/index.ts';
import { outlookOf } from './certificates.ts';
import { byUrgency } from './provider-health.ts';
import { ProviderStateBadge } from './provider-state-badge.tsx';
import classes from './providers.module.css';

type Properties = { providers: readonly ManagedProvider[]; chosen: string | undefined };

/** Every place where people log in, what breaks first at the top. */
export function ProviderTable({ providers, chosen }: Properties) {
  const { t } = useTranslation();
  return (
    <DenseTable label={t('providers.title')}>
      <thead>
        <tr>
          <th scope="col">{t('providers.field.name')}</th>
          <th scope="col">{t('providers.entityId')}</th>
          <th scope="col">{t('providers.stateColumn')}</th>
          <th scope="col">{t('providers.certificateUntil')}</th>
          <th scope="col">{t('providers.lastLogin')}</th>
        </tr>
      </thead>
      <tbody>
        {byUrgency(providers).map((provider) => (
          <ProviderRow key={provider.key} provider={provider} selected={provider.key === chosen} />
        ))}
      </tbody>
    </DenseTable>
  );
}

function ProviderRow({ provider, selected }: { provider: ManagedProvider; selected: boolean }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { data: centre } = useCentre();
  const outlook = centre && outlookOf(provider.certificates, centre.today);
  return (
    <tr data-selected={selected}>
      <th scope="row" data-main data-short>
        <Link to={`/personal/inloggning/${provider.key}`} aria-current={selected || undefined}>
          {provider.name}
        </Link>
      </th>
      <td className={classes.address}>{placeOf(provider.entityId)}</td>
      <td data-short>
        <ProviderStateBadge provider={provider} days={outlook?.days} />
      </td>
      <td data-short data-label={t('providers.certificateUntil')}>
        {outlook?.lastDay}
      </td>
      <td data-short data-label={t('providers.lastLogin')}>
        {provider.lastLoginAt ? dates.instant(provider.lastLoginAt) : t('providers.never')}
      </td>
    </tr>
  );
}

/** Most entity ids are addresses, which differ in their host. */
const placeOf = (entityId: string) => (URL.canParse(entityId) && new URL(entityId).host) || entityId;
