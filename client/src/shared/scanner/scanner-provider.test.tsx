import { act, fireEvent, render, screen } from '@testing-library/react';
import { ShortcutsProvider, useShortcut } from '../shortcuts/index.ts';
import { ScannerProvider, useScanner } from './index.ts';

const { jest } = import.meta;

function Page({ onScan, onKey }: { onScan: (code: string) => void; onKey: () => void }) {
  useScanner(onScan);
  useShortcut('a', 'grant', onKey);
  return (
    <>
      <button type="button">Grant</button>
      <input aria-label="Message" />
    </>
  );
}

function openPage() {
  const onScan = jest.fn<void, [code: string]>();
  const onKey = jest.fn<void, []>();
  render(
    <ShortcutsProvider>
      <ScannerProvider>
        <Page onScan={onScan} onKey={onKey} />
      </ScannerProvider>
    </ShortcutsProvider>,
  );
  return { onScan, onKey };
}

/** The moment that a shortcut waits, to be sure that its key came alone. */
function settle() {
  act(() => {
    jest.runAllTimers();
  });
}

/** Keys as fast as a scanner sends them; whether its Enter was left to the browser. */
function scan(code: string, target: Element): boolean {
  let left = true;
  for (const key of [...code.split(''), 'Enter']) left = fireEvent.keyDown(target, { key });
  settle();
  return left;
}

describe('a page that listens for a scanner', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    localStorage.clear();
  });
  afterEach(() => void jest.useRealTimers());

  it('hears a scan with no field in focus, and takes no letter of it for a shortcut', () => {
    const { onScan, onKey } = openPage();
    scan('aa-14', document.body);
    expect(onScan.mock.calls).toEqual([['aa-14']]);
    expect(onKey).not.toHaveBeenCalled();
  });

  it('keeps the scanner’s Enter from pressing the button that has focus', () => {
    openPage();
    expect(scan('BB-14', screen.getByRole('button'))).toBe(false);
  });

  it('lets the scanner type where somebody has put the cursor', () => {
    const { onScan } = openPage();
    expect(scan('BB-14', screen.getByLabelText('Message'))).toBe(true);
    expect(onScan).not.toHaveBeenCalled();
  });

  it('runs a shortcut for one key by itself, but not inside a field', () => {
    const { onKey } = openPage();
    fireEvent.keyDown(document.body, { key: 'a' });
    settle();
    expect(onKey).toHaveBeenCalledTimes(1);
    fireEvent.keyDown(screen.getByLabelText('Message'), { key: 'a' });
    settle();
    expect(onKey).toHaveBeenCalledTimes(1);
  });

  it('leaves every key alone when shortcuts are switched off', () => {
    localStorage.setItem('mediecentral.shortcuts', 'off');
    const { onKey } = openPage();
    fireEvent.keyDown(document.body, { key: 'a' });
    settle();
    expect(onKey).not.toHaveBeenCalled();
  });
});
