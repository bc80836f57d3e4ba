import type { OwnSession } from '@mediecentral/contracts';
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { ErrorState, SectionCard, tell, WaitingLines } from '../../shared/ui/index.ts';
import { useEndSession, useOwnSessions } from './my-account-api.ts';
import classes from './my-account-page.module.css';

/** Where one is logged in. Only times tell one from another: neither address nor browser is kept. */
export function OwnSessions() {
  const { t } = useTranslation();
  const sessions = useOwnSessions();
  const shown = sessions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <SectionCard title={t('myAccount.sessions.title')}>
      <Text>{t(shown.length === 1 ? 'myAccount.sessions.only' : 'myAccount.sessions.text')}</Text>
      {sessions.isPending && <WaitingLines count={2} height={72} />}
      {sessions.isError && (
        <ErrorState error={sessions.error} inline onRetry={() => void sessions.refetch()} />
      )}
      <ul className={classes.sessions}>
        {shown.map((session) => (
          <Session key={session.id} session={session} />
        ))}
      </ul>
      {sessions.hasNextPage && (
        <Button
          variant="default"
          loading={sessions.isFetchingNextPage}
          onClick={() => void sessions.fetchNextPage()}
        >
          {t('action.showMore')}
        </Button>
      )}
    </SectionCard>
  );
}

function Session({ session: { id, current, startedAt, lastUsedAt, endsAt } }: { session: OwnSession }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const end = useEndSession();
  const began = dates.instant(startedAt);
  return (
    <li>
      <div>
        <b>{t(current ? 'myAccount.sessions.here' : 'myAccount.sessions.other')}</b>
        <div className={classes.times}>
          {t('myAccount.sessions.began', { when: began })}
          <br />
          {t('myAccount.sessions.lastUsed', { when: dates.instant(lastUsedAt) })}
          <br />
          {t('myAccount.sessions.ends', { when: dates.instant(endsAt) })}
        </div>
      </div>
      {!current && (
        <Button
          variant="default"
          loading={end.isPending}
          aria-label={t('myAccount.sessions.endOne', { when: began })}
          onClick={() => end.mutate(id, { onSuccess: () => tell(t('myAccount.sessions.ended')) })}
        >
          {t('myAccount.sessions.end')}
        </Button>
      )}
      {end.isError && <ErrorState error={end.error} inline />}
    </li>
  );
}
