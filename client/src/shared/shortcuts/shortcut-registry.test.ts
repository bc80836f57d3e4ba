import { ShortcutRegistry } from './shortcut-registry.ts';

const { jest } = import.meta;

function registryWith(...keys: string[]) {
  const ran: string[] = [];
  const registry = new ShortcutRegistry();
  const added = keys.map((key) => registry.add({ key, label: key, run: () => void ran.push(key) }));
  return { registry, ran, added };
}

describe('single-key shortcuts', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('run when their key comes alone, in either case', () => {
    const { registry, ran } = registryWith('j', 'k');
    registry.press({ key: 'j', timeStamp: 1000 });
    jest.runAllTimers();
    registry.press({ key: 'K', timeStamp: 1200 });
    jest.runAllTimers();
    expect(ran).toEqual(['j', 'k']);
  });

  it('are deaf to a hand scanner, from its first key to its Enter', () => {
    const { registry, ran } = registryWith('a', 'x', 'Enter');
    ['A', 'X', '-', '1', 'A', 'Enter'].forEach((key, index) => {
      registry.press({ key, timeStamp: 1000 + index * 12 });
      jest.advanceTimersByTime(12);
    });
    jest.runAllTimers();
    expect(ran).toEqual([]);
  });

  it('follow what is on top of the screen, and give way when it is closed', () => {
    const { registry, ran } = registryWith('a');
    const close = registry.add({ key: 'a', label: 'on top', run: () => void ran.push('on top') });
    registry.press({ key: 'a', timeStamp: 1000 });
    jest.runAllTimers();
    close();
    registry.press({ key: 'a', timeStamp: 2000 });
    jest.runAllTimers();
    expect(ran).toEqual(['on top', 'a']);
  });

  it('take a key that is typed together with Shift', () => {
    const { registry, ran } = registryWith('?');
    registry.press({ key: 'Shift', timeStamp: 1000 });
    registry.press({ key: '?', timeStamp: 1020 });
    jest.runAllTimers();
    expect(ran).toEqual(['?']);
  });

  it('say which keys are theirs', () => {
    const { registry, added } = registryWith('z');
    expect(registry.press({ key: 'z', timeStamp: 1000 })).toBe(true);
    expect(registry.press({ key: 'q', timeStamp: 2000 })).toBe(false);
    added[0]?.();
    expect(registry.press({ key: 'z', timeStamp: 3000 })).toBe(false);
  });
});
