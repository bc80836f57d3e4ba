import { type Action, reachOf } from '@mediecentral/contracts';
import type { resources } from '@mediecentral/translations';
import { MantineProvider, VisuallyHidden } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, ScrollRestoration, useNavigate } from 'react-router';
import { AccountMenu } from '../features/accounts/index.ts';
import { useAccount } from '../shared/api/use-account.ts';
import { ScannerProvider } from '../shared/scanner/index.ts';
import { ShortcutsProvider, useShortcut } from '../shared/shortcuts/index.ts';
import { Logo, SkipLink } from '../shared/ui/index.ts';
import { ScanOrSearch } from './scan-or-search.tsx';
import { ScannerLight } from './scanner-light.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import './staff.css';
import classes from './staff-layout.module.css';
import { staffTheme } from './staff-theme.ts';

type Place = { to: string; name: keyof typeof resources.sv.translation.staff.nav; action?: Action };

const places: readonly Place[] = [
  { to: '/personal/idag', name: 'today' },
  { to: '/personal/lan', name: 'loans' },
  { to: '/personal/packa', name: 'packing' },
  { to: '/personal/utrustning', name: 'stock' },
  { to: '/personal/skolor', name: 'schools' },
  { to: '/personal/kalendrar', name: 'calendars' },
  { to: '/personal/statistik', name: 'statistics' },
  { to: '/personal/inloggning', name: 'providers', action: 'providers.manage' },
  { to: '/personal/personer', name: 'people', action: 'accounts.manage' },
  { to: '/personal/logg', name: 'audit', action: 'audit.read' },
];

/** The frame of the staff’s pages: a dark bar, the full width, everything one size down, a scanner that is always heard. */
export function StaffLayout() {
  // On the root, since dialogs and notices are drawn outside the layout.
  useLayoutEffect(() => {
    document.documentElement.dataset.side = 'staff';
    return () => {
      delete document.documentElement.dataset.side;
    };
  }, []);
  return (
    <MantineProvider theme={staffTheme} defaultColorScheme="auto" deduplicateCssVariables={false}>
      <ShortcutsProvider>
        <ScannerProvider>
          <Frame />
        </ScannerProvider>
      </ShortcutsProvider>
    </MantineProvider>
  );
}

function Frame() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [helpOpened, setHelpOpened] = useState(false);
  useShortcut('t', t('staff.keys.today'), () => void navigate('/personal/idag'));
  useShortcut('?', t('staff.keys.help'), () => setHelpOpened(true));
  return (
    <div className={classes.page}>
      <SkipLink />
      <header className={classes.bar}>
        <div className={classes.wrap}>
          <div className={classes.logo}>
            <Logo to="/personal/idag" />
          </div>
          <Places />
          <ScanOrSearch />
          <ScannerLight />
          <button type="button" className={classes.tool} onClick={() => setHelpOpened(true)}>
            <IconKeyboard size={22} stroke={1.9} aria-hidden />
            <VisuallyHidden>{t('staff.keys.help')}</VisuallyHidden>
          </button>
          <AccountMenu
            target={
              <button type="button" className={classes.tool}>
                {t('staff.more')}
              </button>
            }
          />
        </div>
      </header>
      <main id="main" className={classes.main}>
        <div className={classes.wrap}>
          <Outlet />
        </div>
      </main>
      <ShortcutHelp opened={helpOpened} onClose={() => setHelpOpened(false)} />
      <ScrollRestoration />
    </div>
  );
}

/** The way around; on a phone it scrolls sideways, to where one is. */
function Places() {
  const { t } = useTranslation();
  const { account } = useAccount();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  });
  return (
    <nav ref={nav} aria-label={t('nav.main')} className={classes.places}>
      {places
        .filter(({ action }) => action === undefined || (account && reachOf(account.role, action)))
        .map(({ to, name }) => (
          <NavLink key={to} to={to}>
            {t(`staff.nav.${name}`)}
          </NavLink>
        ))}
    </nav>
  );
}
