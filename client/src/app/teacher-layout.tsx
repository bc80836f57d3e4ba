import { VisuallyHidden } from '@mantine/core';
import {
  IconHome,
  IconRobot,
  IconShoppingBag,
  IconSchool,
  IconMenu2,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, ScrollRestoration } from 'react-router';
import { AccountMenu, LanguageSwitch } from '../features/accounts/index.ts';
import { useBasket } from '../features/basket/index.ts';
import { useCentre } from '../shared/api/use-centre.ts';
import { useAccount, useMay } from '../shared/api/use-account.ts';
import { Logo, SkipLink } from '../shared/ui/index.ts';
import { pages } from './pages.ts';
import { PageFooter } from './page-footer.tsx';
import classes from './teacher-layout.module.css';

type Place = {
  to: string;
  label: 'home' | 'equipment' | 'loans';
  icon: TablerIcon;
  preload: () => Promise<unknown>;
};

const home: Place = { to: '/', label: 'home', icon: IconHome, preload: pages.home };
const equipment: Place = {
  to: '/utrustning',
  label: 'equipment',
  icon: IconRobot,
  preload: pages.equipmentList,
};
const loans: Place = { to: '/mina-lan', label: 'loans', icon: IconSchool, preload: pages.loans };

/** Somebody who may not borrow, such as a pupil, is led nowhere; who has not logged in may be a teacher. */
function usePlaces(): readonly Place[] {
  const { account } = useAccount();
  const mayBook = useMay('loans.book');
  return account && !mayBook ? [] : [equipment, loans];
}

/** The frame of every page that teachers see: the way around above, and at the thumb on a phone. */
export function TeacherLayout() {
  const { t } = useTranslation();
  const isStaff = useMay('loans.handle');
  const places = usePlaces();
  return (
    <div className={classes.page}>
      <SkipLink />
      <header className={classes.top}>
        <div className={classes.wrap}>
          <Logo />
          <nav aria-label={t('nav.main')} className={classes.wide}>
            {places.map(({ to, label, preload }) => (
              <NavLink key={to} to={to} onMouseEnter={() => void preload()} onFocus={() => void preload()}>
                {t(`nav.${label}`)}
              </NavLink>
            ))}
            {isStaff && <NavLink to="/personal/idag">{t('nav.staff')}</NavLink>}
          </nav>
          <div className={classes.own}>
            <span className={classes.wide}>
              <LanguageSwitch />
            </span>
            {places.length > 0 && <BasketLink />}
            <span className={classes.wide}>
              <AccountMenu />
            </span>
          </div>
        </div>
      </header>
      <main id="main" className={classes.main}>
        <div className={classes.inner}>
          <Outlet />
        </div>
      </main>
      <PageFooter />
      <nav aria-label={t('nav.tabs')} className={classes.tabs}>
        {[home, ...places].map(({ to, label, icon: Icon }) => (
          <NavLink key={to} to={to} end={to === '/'}>
            <Icon stroke={1.9} aria-hidden />
            {t(label === 'equipment' ? 'nav.borrow' : `nav.${label}`)}
          </NavLink>
        ))}
        <AccountMenu
          target={
            <button type="button">
              <IconMenu2 stroke={1.9} aria-hidden />
              {t('nav.more')}
            </button>
          }
        />
      </nav>
      <ScrollRestoration />
    </div>
  );
}

function BasketLink() {
  const { t } = useTranslation();
  const { basket } = useBasket();
  const { data: centre } = useCentre();
  const count = basket.lines.reduce((sum, line) => sum + line.quantity, 0);
  if (!centre) return null;
  return (
    <Link to="/bokning" className={classes.basket} onMouseEnter={() => void pages.basket()}>
      <IconShoppingBag size={24} stroke={1.9} aria-hidden />
      <span className={classes.wideWord}>{t('nav.basket')}</span>
      {count > 0 && (
        <span className={classes.count}>
          {count}
          <VisuallyHidden> {t('nav.pieces', { count })}</VisuallyHidden>
        </span>
      )}
    </Link>
  );
}
