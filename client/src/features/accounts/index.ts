export { AccountMenu } from './account-menu.tsx';
export { useChooseSchoolUnit, useIdentityProviders } from './accounts-api.ts';
export { LanguageSwitch } from './language-switch.tsx';
