import { useState } from 'react';

const storageKey = 'mediecentral.scanSound';

/** Whether scans are heard; this browser remembers. */
export const isSoundOn = (): boolean => localStorage.getItem(storageKey) !== 'off';

export function useSoundChoice() {
  const [on, setOn] = useState(isSoundOn);
  return {
    on,
    toggle: () => {
      localStorage.setItem(storageKey, on ? 'off' : 'on');
      setOn(!on);
    },
  };
}
