import { en } from './en/index.ts';
import { sv } from './sv/index.ts';

/** The languages that everything a person reads exists in; the first is what nobody has to choose. */
export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];

/** As i18next takes them: plurals by `_one` and `_other`, values as `{{name}}`. */
export const resources = { sv: { translation: sv }, en: { translation: en } } as const;
