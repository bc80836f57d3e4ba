export { Key } from './key.tsx';
export { ShortcutsProvider, useShortcut, useShortcutList } from './shortcuts-provider.tsx';
export { isTyping } from './shortcut-registry.ts';
