import { assert, integer, property, stringMatching } from 'fast-check';
import { ScannerInput } from './scanner-input.ts';

function typed(text: string, gap: number, input = new ScannerInput(), start = 1000) {
  let code: string | undefined;
  [...text.split(''), 'Enter'].forEach((key, index) => {
    code = input.press({ key, at: start + index * gap });
  });
  return code;
}

const code = stringMatching(/^[A-Z0-9-]{3,30}$/);

describe('a hand scanner', () => {
  it('is heard with no field in focus, whatever it reads', () => {
    assert(property(code, integer({ min: 1, max: 50 }), (text, gap) => expect(typed(text, gap)).toBe(text)));
  });

  it('is never mistaken for a person who types', () => {
    assert(
      property(code, integer({ min: 80, max: 900 }), (text, gap) => expect(typed(text, gap)).toBeUndefined()),
    );
  });

  it('begins anew after a shortcut that was pressed just before', () => {
    const input = new ScannerInput();
    input.press({ key: 'j', at: 0 });
    expect(typed('BB-14', 10, input)).toBe('BB-14');
  });

  it('gives one code per scan', () => {
    const input = new ScannerInput();
    expect(typed('BB-14', 10, input, 1000)).toBe('BB-14');
    expect(typed('BB-15', 10, input, 3000)).toBe('BB-15');
    expect(input.press({ key: 'Enter', at: 3100 })).toBeUndefined();
  });

  it('does not take Shift and other keys without a character for part of a code', () => {
    const input = new ScannerInput();
    ['Shift', 'B', 'Shift', 'B', '-', '1'].forEach((key, index) => input.press({ key, at: index * 5 }));
    expect(input.press({ key: 'Enter', at: 35 })).toBe('BB-1');
  });
});
