export { AccountMenu } from './account-menu.tsx';
export { useChooseSchoolUnit } from './accounts-api.ts';
export { LanguageSwitch } from './language-switch.tsx';
