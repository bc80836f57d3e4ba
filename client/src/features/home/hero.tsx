import { Button, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Scene } from '../../shared/drawings/index.ts';
import { PageTitle } from '../../shared/ui/index.ts';
import { greetingAt } from './greeting.ts';
import classes from './hero.module.css';

const chips = [
  { word: 'programming', to: '/utrustning?category=programming' },
  { word: 'film', to: '/utrustning?category=film_and_sound' },
  { word: 'animation', to: '/utrustning?q=animation' },
  { word: 'sound', to: '/utrustning?q=ljud' },
  { word: 'maths', to: '/utrustning?q=matematik' },
] as const;

/** The greeting, and the question that everything begins with. */
export function Hero({ name }: { name: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  // The person’s own clock: it is their morning.
  const [greeting] = useState(() => greetingAt(new Date().getHours()));
  function go(event: FormEvent) {
    event.preventDefault();
    const q = search.trim();
    void navigate(q ? `/utrustning?${new URLSearchParams({ q })}` : '/utrustning');
  }
  return (
    <section className={classes.hero}>
      <div className={classes.words}>
        <PageTitle tab={t('home.tab')}>
          {t(`home.${greeting}`, { name })}
          <br />
          {t('home.ask')}
        </PageTitle>
        <search>
          <form className={classes.search} onSubmit={go}>
            <IconSearch size={24} stroke={1.9} aria-hidden />
            <label>
              <VisuallyHidden>{t('home.search')}</VisuallyHidden>
              <input
                type="search"
                value={search}
                placeholder={t('home.searchExample')}
                onChange={(event) => setSearch(event.currentTarget.value)}
              />
            </label>
            <Button type="submit">{t('home.searchGo')}</Button>
          </form>
        </search>
        <ul aria-label={t('home.chips')} className={classes.chips}>
          {chips.map(({ word, to }) => (
            <li key={word}>
              <Link to={to}>{t(`home.chip.${word}`)}</Link>
            </li>
          ))}
        </ul>
      </div>
      <div className={classes.picture}>
        <Scene className={classes.scene ?? ''} />
      </div>
    </section>
  );
}
