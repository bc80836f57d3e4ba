import { Menu, useMantineColorScheme } from '@mantine/core';
import { languages } from '@mediecentral/translations';
import { IconLogout } from '@tabler/icons-react';
import type { ComponentProps, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAccount, useMay } from '../../shared/api/use-account.ts';
import { useErrorWords } from '../../shared/api/use-error-words.ts';
import { isLanguage } from '../../shared/i18n/i18n.ts';
import { useLanguage } from '../../shared/i18n/use-language.ts';
import { tell } from '../../shared/ui/index.ts';
import { useBasket } from '../basket/index.ts';
import classes from './account-menu.module.css';
import { useChooseSchoolUnit, useLogout } from './accounts-api.ts';

const schemes = ['light', 'dark', 'auto'] as const;
const languageNames = { sv: 'Svenska', en: 'English' } as const;

/** One’s own things: the school that bookings begin with, language, light or dark, log out. `target` opens it. */
export function AccountMenu({ target }: { target?: ReactElement }) {
  const { t } = useTranslation();
  const { account } = useAccount();
  const isStaff = useMay('loans.handle');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { language, choose } = useLanguage();
  const { clear } = useBasket();
  const words = useErrorWords();
  const chooseSchool = useChooseSchoolUnit();
  const logout = useLogout();
  if (!account) return null;
  const chosen = account.chosenSchoolUnitId ?? account.schoolUnits[0]?.id;
  const tellError = { onError: (error: Error) => tell(words(error).sentence) };

  return (
    <Menu
      position="bottom-end"
      width={300}
      shadow="none"
      closeOnItemClick={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        {target ?? <AccountButton name={account.displayName || t('account.role.pupil')} />}
      </Menu.Target>
      <Menu.Dropdown aria-label={t('account.menu')}>
        <div className={classes.who}>
          {account.displayName && <strong>{account.displayName}</strong>}
          <span>{t(`account.role.${account.role}`)}</span>
        </div>
        {account.schoolUnits.length > 0 && <Menu.Label>{t('account.school')}</Menu.Label>}
        <Menu.RadioGroup
          value={chosen ?? null}
          onChange={(unit) => unit !== chosen && chooseSchool.mutate(unit, tellError)}
        >
          {account.schoolUnits.map((unit) => (
            <Menu.RadioItem key={unit.id} value={unit.id}>
              {unit.name}
              <span className={classes.municipality}>{unit.municipality.name}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('account.look')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(scheme) => setColorScheme(schemes.find((known) => known === scheme) ?? 'auto')}
        >
          {schemes.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(`account.schemes.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t('account.language')}</Menu.Label>
        <Menu.RadioGroup
          value={language}
          onChange={(chosenLanguage) => isLanguage(chosenLanguage) && choose(chosenLanguage)}
        >
          {languages.map((each) => (
            <Menu.RadioItem key={each} value={each} lang={each}>
              {languageNames[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item component={Link} to="/konto">
          {t('myAccount.title')}
        </Menu.Item>
        {isStaff && (
          <Menu.Item component={Link} to="/personal/idag">
            {t('nav.staff')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconLogout size={20} aria-hidden />}
          disabled={logout.isPending}
          onClick={() =>
            // The next person at this computer begins with an empty booking.
            logout.mutate(undefined, { onSuccess: clear, ...tellError })
          }
        >
          {t('account.logout')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function AccountButton({ name, ...rest }: ComponentProps<'button'> & { name: string }) {
  const { t } = useTranslation();
  const [first = name] = name.split(' ');
  return (
    <button type="button" {...rest} className={classes.button}>
      <span className={classes.initial} aria-hidden="true">
        {first.slice(0, 1)}
      </span>
      {first}
      <span className={classes.hidden}>, {t('account.menu')}</span>
    </button>
  );
}
