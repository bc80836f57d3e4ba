import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAccount } from '../../shared/api/use-account.ts';
import { Facts, PageTitle, SectionCard, WaitingPage } from '../../shared/ui/index.ts';
import { ChosenSchool } from './chosen-school.tsx';
import classes from './my-account-page.module.css';
import { OwnData } from './own-data.tsx';
import { OwnSessions } from './own-sessions.tsx';

/** What is known of oneself, where one is logged in, and the way to take it all away. */
export function MyAccountPage() {
  const { t } = useTranslation();
  const { account } = useAccount();
  if (!account) return <WaitingPage />;
  const { displayName, role, eppn, email, schoolUnits } = account;
  return (
    <>
      <PageTitle>{t('myAccount.title')}</PageTitle>
      <Text size="lg" mt="xs" mb="lg" maw={760}>
        {t('myAccount.lead')}
      </Text>
      <div className={classes.columns}>
        <div className={classes.column}>
          <SectionCard title={t('myAccount.who.title')}>
            {!displayName && <Text mb="sm">{t('myAccount.who.nothing')}</Text>}
            <Facts
              items={[
                { name: t('myAccount.who.name'), value: displayName },
                { name: t('myAccount.who.role'), value: t(`account.role.${role}`) },
                { name: t('myAccount.who.eppn'), value: eppn },
                { name: t('myAccount.who.email'), value: email },
                {
                  name: t('myAccount.who.schools'),
                  value: schoolUnits.map(({ name }) => name).join(', '),
                },
              ]}
            />
            <Text c="dimmed" size="sm" mt="sm">
              {t('myAccount.who.from')} <Link to="/personuppgifter">{t('myAccount.who.register')}</Link>
            </Text>
          </SectionCard>
          {schoolUnits.length > 1 && <ChosenSchool account={account} />}
        </div>
        <div className={classes.column}>
          <OwnSessions />
          <OwnData />
        </div>
      </div>
    </>
  );
}
