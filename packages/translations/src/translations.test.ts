import { resources } from './index.ts';

type Tree = { readonly [key: string]: string | Tree };

function texts(tree: Tree, path = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : texts(value, `${path}${key}.`),
  );
}

const swedish = texts(resources.sv.translation);
const english = new Map(texts(resources.en.translation));
const values = (text: string) => [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].toSorted();

describe('the translations', () => {
  it('say everything in both languages', () => {
    expect([...english.keys()].toSorted()).toEqual(swedish.map(([key]) => key).toSorted());
  });

  it('fill in the same values in both languages', () => {
    const different = swedish.filter(([key, text]) => {
      // A plural’s `one` may leave its number out.
      const optional = key.endsWith('_one') ? ['{{count}}'] : [];
      const [sv, en] = [values(text), values(english.get(key) ?? '')].map((found) =>
        found.filter((value) => !optional.includes(value)),
      );
      return JSON.stringify(sv) !== JSON.stringify(en);
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('never shout, and keep clear of spaces that the fonts lack', () => {
    const wrong = [...swedish, ...english].filter(
      ([, text]) => text.includes('\u202F') || text.includes('!'),
    );
    expect(wrong).toEqual([]);
  });
});
