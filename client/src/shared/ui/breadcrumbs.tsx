import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import classes from './breadcrumbs.module.css';

type Properties = { items: readonly { label: string; to: string }[]; here: string };

/** Where a page lies, with the way back up. */
export function Breadcrumbs({ items, here }: Properties) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('shell.path')}>
      <ol className={classes.path}>
        {items.map((item) => (
          <li key={item.to}>
            <Link to={item.to}>{item.label}</Link>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
