import { type IdentityProvider, loginFailures } from '@mediecentral/contracts';
import { Text, TextInput } from '@mantine/core';
import { IconArrowRight, IconChevronRight, IconFlask, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useSearchParams } from 'react-router';
import { useAccount } from '../../shared/api/use-account.ts';
import { useCentre } from '../../shared/api/use-centre.ts';
import { Scene } from '../../shared/drawings/index.ts';
import { ErrorState, Logo, Note, PageTitle, WaitingLines } from '../../shared/ui/index.ts';
import { useIdentityProviders } from './accounts-api.ts';
import { LanguageSwitch } from './language-switch.tsx';
import {
  errorPageOf,
  loginAddress,
  matching,
  rememberProvider,
  rememberedProvider,
  safeReturnTo,
} from './login.ts';
import classes from './login-page.module.css';

/** Where do you work? The person’s own municipality logs in; the last choice is remembered on this computer. */
export function LoginPage() {
  const { t } = useTranslation();
  const { account } = useAccount();
  const { data: centre } = useCentre();
  const [parameters] = useSearchParams();
  const providers = useIdentityProviders();
  const [search, setSearch] = useState('');
  const [now] = useState(() => new Date());
  const returnTo = safeReturnTo(parameters.get('returnTo'));
  // Where the api sends the browser after a login that came to nothing.
  const failure = loginFailures.find((known) => known === parameters.get('fel'));
  const reference = parameters.get('nummer');
  if (account) return <Navigate to={returnTo} replace />;

  const all = providers.data?.items ?? [];
  const remembered = all.find(({ key }) => key === rememberedProvider());
  const shown = matching(all, search);
  const failedAt = all.find(({ key }) => key === parameters.get('leverantor'));
  const errorPage = failure && failedAt && errorPageOf(failedAt, { failure, reference, now });
  return (
    <div className={classes.login}>
      <header className={classes.side}>
        <p className={classes.promise}>{t('login.promise')}</p>
        <Scene className={classes.scene ?? ''} />
      </header>
      <main className={classes.panel} id="main">
        <div className={classes.head}>
          <Logo />
          <LanguageSwitch />
        </div>
        {failure && (
          <div role="alert" className={classes.failure}>
            <Note kind="bad">
              <Text fw={600}>{t(`login.failure.${failure}`)}</Text>
              {reference && <Text size="sm">{t('error.reference', { number: reference })}</Text>}
              {errorPage && (
                <Text size="sm">
                  <a href={errorPage} rel="noreferrer">
                    {t('login.providerHelp', { name: failedAt.name })}
                  </a>
                </Text>
              )}
            </Note>
          </div>
        )}
        <PageTitle>{t('login.where')}</PageTitle>
        <Text c="dimmed" mt={6} mb="md">
          {t('login.how')}
        </Text>
        {providers.isPending && <WaitingLines count={7} height={52} />}
        {providers.isError && <ErrorState error={providers.error} onRetry={() => void providers.refetch()} />}
        {remembered && <ProviderLink provider={remembered} returnTo={returnTo} last />}
        {all.length > 6 && (
          <TextInput
            type="search"
            size="lg"
            my="md"
            label={t('login.search')}
            placeholder={t('login.example')}
            leftSection={<IconSearch size={22} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )}
        {providers.isSuccess && (
          <output className={shown.length === 0 ? classes.none : classes.hidden}>
            {shown.length === 0
              ? t('login.none', { q: search })
              : search && t('login.found', { count: shown.length })}
          </output>
        )}
        <ul className={classes.providers}>
          {shown.map((provider) => (
            <li key={provider.key}>
              <ProviderLink provider={provider} returnTo={returnTo} />
            </li>
          ))}
        </ul>
        {centre && (
          <Text size="sm" c="dimmed" mt="lg">
            {t('login.help')} <a href={`mailto:${centre.email}`}>{centre.email}</a>, {centre.phone}
          </Text>
        )}
        <Text size="sm" mt="xs">
          <Link to="/personuppgifter">{t('register.link')}</Link>
        </Text>
        {centre?.developmentLogin && (
          <p className={classes.development}>
            <IconFlask size={20} aria-hidden /> {t('login.development')}
          </p>
        )}
      </main>
    </div>
  );
}

type LinkProperties = { provider: IdentityProvider; returnTo: string; last?: boolean };

function ProviderLink({ provider, returnTo, last = false }: LinkProperties) {
  const { t } = useTranslation();
  const Icon = last ? IconArrowRight : IconChevronRight;
  return (
    <a
      href={loginAddress(provider.key, returnTo)}
      className={classes.provider}
      data-last={last || undefined}
      onClick={() => rememberProvider(provider.key)}
    >
      <span>
        {provider.name}
        {last && <small>{t('login.last')}</small>}
      </span>
      <Icon size={22} stroke={1.9} aria-hidden />
    </a>
  );
}
