import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCentre } from '../shared/api/use-centre.ts';
import classes from './page-footer.module.css';

/** Who the centre is and how to reach it. */
export function PageFooter() {
  const { t } = useTranslation();
  const { data: centre } = useCentre();
  return (
    <footer className={classes.foot}>
      {centre && (
        <div>
          <span>
            {centre.name} · {centre.openingHours}
          </span>
          <span className={classes.contact}>
            <a href={`mailto:${centre.email}`}>{t('shell.writeTo', { address: centre.email })}</a>
            <a href={`tel:${centre.phone.replaceAll(/[^\d+]/g, '')}`}>
              {t('shell.call', { number: centre.phone })}
            </a>
            <Link to="/personuppgifter">{t('register.link')}</Link>
          </span>
        </div>
      )}
    </footer>
  );
}
