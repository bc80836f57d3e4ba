import { useTranslation } from 'react-i18next';
import { Drawing } from '../../shared/drawings/index.ts';
import { LinkButton } from '../../shared/ui/index.ts';
import classes from './how-it-works.module.css';

const steps = ['choose', 'answer', 'box', 'back'] as const;

/** How lending works, for those who come for the first time. */
export function HowItWorks() {
  const { t } = useTranslation();
  return (
    <section className={classes.how} aria-labelledby="how">
      <div className={classes.words}>
        <h2 id="how">{t('home.how')}</h2>
        <p>{t('home.howText')}</p>
        <ol>
          {steps.map((step) => (
            <li key={step}>
              <strong>{t(`home.step.${step}`)}</strong>
              <span>{t(`home.step.${step}Text`)}</span>
            </li>
          ))}
        </ol>
        <LinkButton to="/utrustning" className={classes.button ?? ''}>
          {t('basket.toEquipment')}
        </LinkButton>
      </div>
      <div className={classes.picture}>
        <Drawing name="dash" large />
      </div>
    </section>
  );
}
