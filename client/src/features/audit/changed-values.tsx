import { useTranslation } from 'react-i18next';
import classes from './audit.module.css';

/** So many values are shown at once; more are unfolded. */
const atOnce = 2;

/** The new values of a change, as the log keeps them. */
export function ChangedValues({ changes }: { changes: Record<string, unknown> | undefined }) {
  const { t } = useTranslation();
  const entries = Object.entries(changes ?? {});
  if (entries.length === 0) return null;
  const isShort = entries.length <= atOnce && entries.every(([, value]) => !isComposite(value));
  const list = (
    <dl className={classes.values}>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{inWords(value)}</dd>
        </div>
      ))}
    </dl>
  );
  if (isShort) return list;
  return (
    <details className={classes.details}>
      <summary>{t('audit.values', { count: entries.length })}</summary>
      {list}
    </details>
  );

  function inWords(value: unknown): string {
    if (value === true) return t('audit.yes');
    if (value === false) return t('audit.no');
    if (value === null || value === undefined || value === '') return t('audit.nothing');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  }
}

const isComposite = (value: unknown) => typeof value === 'object' && value !== null;
