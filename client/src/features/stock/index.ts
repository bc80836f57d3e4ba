export { useModelChoices } from './stock-api.ts';
