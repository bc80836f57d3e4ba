import type { AuditEntry } from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { DenseTable } from '../../shared/ui/index.ts';
import type { AuditFilters } from './audit-filters.ts';
import classes from './audit.module.css';
import { ChangedValues } from './changed-values.tsx';
import { useAuditWords } from './use-audit-words.ts';

type Properties = {
  entries: readonly AuditEntry[];
  dimmed: boolean;
  onOnly: (filters: AuditFilters) => void;
};

/** One row per change. A name narrows the log to what that person did; a thing’s name leads to it. */
export function AuditTable({ entries, dimmed, onOnly }: Properties) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const words = useAuditWords();
  return (
    <div className={classes.table} data-dimmed={dimmed}>
      <DenseTable label={t('audit.title')}>
        <thead>
          <tr>
            <th scope="col">{t('audit.when')}</th>
            <th scope="col">{t('audit.who')}</th>
            <th scope="col">{t('audit.what')}</th>
            <th scope="col">{t('audit.about')}</th>
            <th scope="col">{t('audit.changes')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, at, by, action, subject, changes }) => (
            <tr key={id}>
              <td data-short>
                <time dateTime={at}>{dates.instant(at)}</time>
              </td>
              <td>
                {by ? (
                  <button
                    type="button"
                    className={classes.only}
                    aria-label={t('audit.only', { what: by.displayName })}
                    onClick={() => onOnly({ by: by.accountId })}
                  >
                    {by.displayName}
                  </button>
                ) : (
                  t('audit.system')
                )}
              </td>
              <td>{words.did(action)}</td>
              <td>
                <span className={classes.kind}>{words.kind(subject.kind)}</span> <Subject subject={subject} />
              </td>
              <td>
                <ChangedValues changes={changes} />
              </td>
            </tr>
          ))}
        </tbody>
      </DenseTable>
    </div>
  );
}

/** There is one of each, which its kind says all about. */
const nameless = new Set(['calendars', 'loans', 'pupil_accounts', 'register']);

function Subject({ subject: { kind, id, label } }: { subject: AuditEntry['subject'] }) {
  const place = placeOf(kind, id, label);
  const name = label ?? (place || nameless.has(kind) ? undefined : id);
  if (!name) return null;
  return place ? <Link to={place}>{name}</Link> : name;
}

/** Where a thing is seen now, if it has a page. */
function placeOf(kind: string, id: string, label: string | undefined): string | undefined {
  switch (kind) {
    case 'loan':
      return `/personal/lan/${id}`;
    case 'equipment_model':
      return `/personal/utrustning/${id}`;
    case 'unit':
      return `/personal/exemplar/${id}`;
    case 'school_unit':
      return label ? `/personal/skolor?${new URLSearchParams({ q: label })}` : undefined;
    case 'provider':
      return `/personal/inloggning/${id}`;
    default:
      return undefined;
  }
}
