export { UnsavedChanges } from './unsaved-changes.tsx';
export { useFieldWords } from './use-field-words.ts';
