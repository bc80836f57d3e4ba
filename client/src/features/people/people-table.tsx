import type { ManagedAccount } from '@mediecentral/contracts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAccount } from '../../shared/api/use-account.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { DenseTable } from '../../shared/ui/index.ts';
import classes from './people-page.module.css';
import { rolesToGive, standingOf } from './standing.ts';

type Properties = {
  people: readonly ManagedAccount[];
  dimmed: boolean;
  onChange: (person: ManagedAccount) => void;
};

/** One row per person: who, where they log in, what they may do and what gave it to them. */
export function PeopleTable({ people, dimmed, onChange }: Properties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  return (
    <div className={classes.table} data-dimmed={dimmed}>
      <DenseTable label={t('people.title')}>
        <thead>
          <tr>
            <th scope="col">{t('people.name')}</th>
            <th scope="col">{t('people.provider')}</th>
            <th scope="col">{t('people.role')}</th>
            <th scope="col">{t('people.lastLogin')}</th>
            <th scope="col" data-action>
              {t('people.do')}
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row" data-main>
                <div>
                  {person.displayName}
                  {person.eppn && person.eppn !== person.displayName && (
                    <div className={classes.eppn}>{person.eppn}</div>
                  )}
                </div>
              </th>
              <td data-label={t('people.provider')}>{person.providerName ?? t('people.providerGone')}</td>
              <td>
                <RoleOf person={person} />
              </td>
              <td data-short data-label={t('people.lastLogin')}>
                {dates.instant(person.lastLoginAt)}
              </td>
              <td data-action>
                <ChangeRole person={person} onChange={onChange} />
              </td>
            </tr>
          ))}
        </tbody>
      </DenseTable>
    </div>
  );
}

function RoleOf({ person }: { person: ManagedAccount }) {
  const { t } = useTranslation();
  const { role, from, waits } = standingOf(person);
  return (
    <div>
      <b>{t(`account.role.${role}`)}</b>
      <div className={classes.from}>
        {t(`people.from.${from}`)}
        {waits && ` ${t('people.waits')}`}
      </div>
    </div>
  );
}

/** Nobody changes their own role, so that the last administrator cannot lock the door from outside. */
function ChangeRole({ person, onChange }: { person: ManagedAccount; onChange: Properties['onChange'] }) {
  const { t } = useTranslation();
  const { account } = useAccount();
  if (account?.id === person.id) return <span className={classes.from}>{t('people.own')}</span>;
  if (rolesToGive(person).length === 0 && !person.granted) return null;
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={t('people.changeOne', { name: person.displayName })}
      onClick={() => onChange(person)}
    >
      {t('people.change')}
    </Button>
  );
}
