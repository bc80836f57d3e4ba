import type { ManagedProvider } from '@mediecentral/contracts';
import { Button, Text, Title } from '@mantine/core';
import { IconArrowRight, IconKey, IconPencil } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { ErrorState, Facts, LinkButton, SectionCard, WaitingPage } from '../../shared/ui/index.ts';
import { CertificateList } from './certificate-list.tsx';
import { ProviderNotes } from './provider-notes.tsx';
import { useProvider, useTestLogin } from './providers-api.ts';
import classes from './providers.module.css';
import { TestLoginResult } from './test-login-result.tsx';

/** The provider that was chosen in the list. */
export function ProviderPanel() {
  const { key = '' } = useParams();
  const { t } = useTranslation();
  const provider = useProvider(key);
  return (
    <>
      <Link to="/personal/inloggning" className={classes.back}>
        {t('providers.toAll')}
      </Link>
      {provider.isError && <ErrorState error={provider.error} onRetry={() => void provider.refetch()} />}
      {provider.isPending && <WaitingPage />}
      {provider.data && <Panel key={key} provider={provider.data} />}
    </>
  );
}

function Panel({ provider }: { provider: ManagedProvider }) {
  const [parameters] = useSearchParams();
  const attempt = parameters.get('attempt');
  return (
    <>
      <section className={classes.card} aria-labelledby="provider">
        <PanelHead provider={provider} />
        <ProviderNotes provider={provider} />
        {attempt && /^[0-9a-f]{40}$/.test(attempt) && (
          <TestLoginResult provider={provider} attempt={attempt} />
        )}
      </section>
      <RolesCard provider={provider} />
      <AboutCard provider={provider} />
    </>
  );
}

function PanelHead({ provider: { key, name } }: { provider: ManagedProvider }) {
  const { t } = useTranslation();
  const { key: location } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const test = useTestLogin(key);
  const opened = useRef(location);
  useEffect(() => {
    // `default` is the page that the browser itself opened: there the browser says where to begin.
    if (opened.current !== 'default') heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <div className={classes.row}>
        <Title order={2} id="provider" ref={heading} tabIndex={-1}>
          {name}
        </Title>
        <Button
          leftSection={<IconKey size={20} stroke={1.9} aria-hidden />}
          loading={test.isPending || test.isSuccess}
          onClick={() => test.mutate(`/personal/inloggning/${key}`)}
        >
          {t('providers.test.begin')}
        </Button>
      </div>
      {test.isError && <ErrorState error={test.error} inline />}
    </>
  );
}

function RolesCard({ provider: { key, name, roleRules } }: { provider: ManagedProvider }) {
  const { t } = useTranslation();
  const arrow = <IconArrowRight size={20} stroke={1.9} aria-hidden />;
  return (
    <SectionCard title={t('providers.rolesIn', { name })}>
      <ul className={classes.given}>
        {roleRules.map((rule) => (
          <li key={`${rule.attribute} ${rule.value} ${rule.role}`}>
            <span>
              {rule.value}{' '}
              <span className={classes.address}>{t(`providers.attribute.${rule.attribute}`)}</span>
            </span>
            <span>
              {arrow} {t(`account.role.${rule.role}`).toLocaleLowerCase()}
            </span>
          </li>
        ))}
        <li>
          <span>{t('providers.everythingElse')}</span>
          <span>
            {arrow} {t('account.role.pupil').toLocaleLowerCase()}
          </span>
        </li>
      </ul>
      <Text size="sm" c="dimmed" my="sm">
        {t('providers.rolesText')}
      </Text>
      <LinkButton
        to={`/personal/inloggning/${key}/andra`}
        variant="default"
        leftSection={<IconPencil size={20} stroke={1.9} aria-hidden />}
      >
        {t('providers.change')}
      </LinkButton>
    </SectionCard>
  );
}

function AboutCard({ provider }: { provider: ManagedProvider }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { source, entityId, ssoUrl, logoutUrl, metadataUrl, metadataReadAt, scopes, options } = provider;
  return (
    <SectionCard title={t('providers.details')}>
      <Facts
        items={[
          { name: t('providers.metadataFrom'), value: t(`providers.from.${source}`) },
          { name: t('providers.metadataUrl'), value: metadataUrl },
          { name: t('providers.metadataRead'), value: metadataReadAt && dates.instant(metadataReadAt) },
          { name: t('providers.entityId'), value: entityId },
          { name: t('providers.ssoUrl'), value: ssoUrl },
          { name: t('providers.logoutUrl'), value: logoutUrl ?? t('providers.noLogout') },
          { name: t('providers.field.scopes'), value: scopes.join(', ') },
          { name: t('providers.field.signed'), value: t(`providers.signed.${options.signed}`) },
          {
            name: t('providers.field.requireEncryption'),
            value: t(options.requireEncryption ? 'audit.yes' : 'audit.no'),
          },
          {
            name: t('providers.field.signRequests'),
            value: t(options.signRequests ? 'audit.yes' : 'audit.no'),
          },
        ]}
      />
      <Title order={3} mt="md" mb={4}>
        {t('providers.certificates')}
      </Title>
      <CertificateList certificates={provider.certificates} />
    </SectionCard>
  );
}
