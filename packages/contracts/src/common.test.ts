import { assert, property, string } from 'fast-check';
import { civilDate, id, line, text } from './common.ts';

// oxlint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

describe('what the contracts let through', () => {
  it('takes 24 hexadecimal digits for an id and nothing else', () => {
    expect(id.safeParse('0123456789abcdef01234567').success).toBe(true);
    for (const wrong of [
      '',
      '1',
      '0123456789ABCDEF01234567',
      '0123456789abcdef012345678',
      { $gt: '' },
      ['a'],
      7,
    ])
      expect(id.safeParse(wrong).success).toBe(false);
  });

  it('takes days that exist for civil dates', () => {
    expect(civilDate.safeParse('2028-02-29').success).toBe(true);
    for (const wrong of ['2026-02-29', '2026-2-3', '2026-02-03T00:00:00Z', '20260203', ''])
      expect(civilDate.safeParse(wrong).success).toBe(false);
  });

  it('keeps names with emoji, accents and apostrophes as they are', () => {
    for (const name of ['Åsa O’Brien 🦊', 'Zoë & co', '李雷']) expect(line(80).parse(name)).toBe(name);
  });

  it('never lets a control character or, in one line, a line break through', () => {
    assert(
      property(string({ unit: 'binary' }), (value) => {
        expect(text(500).safeParse(value).data ?? '').not.toMatch(controlCharacters);
        expect(line(500).safeParse(value).data ?? '').not.toMatch(/[\r\n]/);
      }),
    );
  });
});
