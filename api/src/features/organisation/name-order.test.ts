import { sortKeyOf, wordsOf } from './name-order.ts';

const sorted = (...names: string[]) =>
  names.toSorted((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : sortKeyOf(a) > sortKeyOf(b) ? 1 : 0));

describe('the order of names', () => {
  it('has å, ä and ö last, in that order', () => {
    expect(sorted('Öland', 'Zinkgruvan', 'Ängskolan', 'Åbyskolan', 'Alunskolan')).toEqual([
      'Alunskolan',
      'Zinkgruvan',
      'Åbyskolan',
      'Ängskolan',
      'Öland',
    ]);
  });

  it('does not care for case, other accents or how a letter is composed', () => {
    expect(sortKeyOf('ÅBY')).toBe(sortKeyOf('Aby'.replace('A', 'a\u030A')));
    expect(sortKeyOf('Linné')).toBe(sortKeyOf('linne'));
  });

  it('counts numbers by their size', () => {
    expect(sorted('Ro 10', 'Ro 9', 'Ro 1')).toEqual(['Ro 1', 'Ro 9', 'Ro 10']);
  });
});

describe('the words of a name', () => {
  it('are its letters and digits in lower case, each word once', () => {
    expect(wordsOf('Hanemålaskolan, F-6 (hanemålaskolan)')).toEqual(['hanemålaskolan', 'f', '6']);
  });

  it('hold nothing that could be a pattern', () => {
    expect(wordsOf('.*^$(a|b)[c]\\d')).toEqual(['a', 'b', 'c', 'd']);
    expect(wordsOf(' – ')).toEqual([]);
  });
});
