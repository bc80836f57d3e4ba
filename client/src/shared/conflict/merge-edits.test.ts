import { array, assert, property, record, string } from 'fast-check';
import { mergeEdits } from './merge-edits.ts';

const base = { name: 'BlueBot', shelf: 'B1', contents: ['Kabel'] };

describe('two people who change one thing', () => {
  it('both get their way where they changed different fields', () => {
    const merged = mergeEdits({
      base,
      mine: { ...base, name: 'Blue-Bot' },
      theirs: { ...base, shelf: 'C2' },
    });
    expect(merged).toEqual({
      values: { name: 'Blue-Bot', shelf: 'C2', contents: ['Kabel'] },
      taken: ['shelf'],
      contested: [],
    });
  });

  it('keep the input of the one who writes where both changed the same field, and name it', () => {
    const merged = mergeEdits({ base, mine: { ...base, shelf: 'A1' }, theirs: { ...base, shelf: 'C2' } });
    expect(merged.values.shelf).toBe('A1');
    expect(merged.contested).toEqual(['shelf']);
  });

  it('have nothing to settle where they wrote the same', () => {
    const both = { ...base, contents: ['Kabel', 'Karta'] };
    expect(mergeEdits({ base, mine: both, theirs: both })).toMatchObject({ taken: [], contested: [] });
  });

  it('never lose what the one who writes has changed', () => {
    const values = record({ name: string(), shelf: string(), contents: array(string()) });
    assert(
      property(values, values, values, (began, mine, theirs) => {
        const merged = mergeEdits({ base: began, mine, theirs }).values;
        for (const key of ['name', 'shelf', 'contents'] as const) {
          const untouched = JSON.stringify(began[key]) === JSON.stringify(mine[key]);
          expect(merged[key]).toEqual(untouched ? theirs[key] : mine[key]);
        }
      }),
    );
  });
});
