export { AccountMenu } from './account-menu.tsx';
export { LanguageSwitch } from './language-switch.tsx';
