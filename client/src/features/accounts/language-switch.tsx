import { languages } from '@mediecentral/translations';
import { useLanguage } from '../../shared/i18n/use-language.ts';
import classes from './language-switch.module.css';

const names = { sv: 'På svenska', en: 'In English' } as const;

/** The other language, in its own words. */
export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  return languages
    .filter((other) => other !== language)
    .map((other) => (
      <button key={other} type="button" lang={other} className={classes.switch} onClick={() => choose(other)}>
        {names[other]}
      </button>
    ));
}
