import { useTranslation } from 'react-i18next';
import classes from './skip-link.module.css';

/** First in the tab order: past the navigation, to the page itself. */
export function SkipLink() {
  const { t } = useTranslation();
  return (
    <a
      href="#main"
      className={classes.skip}
      onClick={(event) => {
        event.preventDefault();
        const heading = document.querySelector<HTMLElement>('#main h1');
        heading?.focus();
        heading?.scrollIntoView({ block: 'nearest' });
      }}
    >
      {t('shell.skip')}
    </a>
  );
}
