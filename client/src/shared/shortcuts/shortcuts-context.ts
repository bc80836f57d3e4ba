import { createContext } from 'react';
import type { ShortcutRegistry } from './shortcut-registry.ts';

export type Shortcuts = {
  registry: ShortcutRegistry;
  enabled: boolean;
  setEnabled: (enabled: boolean) => void;
};

export const ShortcutsContext = createContext<Shortcuts | undefined>(undefined);
