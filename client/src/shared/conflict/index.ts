export { ConflictNotice } from './conflict-notice.tsx';
export { changeUnlessStale, SomeoneWasFirst } from './someone-was-first.ts';
export { useEditing } from './use-editing.ts';
