import type { resources } from '@mediecentral/translations';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: (typeof resources)['sv'];
  }
}
