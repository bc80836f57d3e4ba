import { Binary, Decimal128, MinKey, Timestamp } from 'bson';
import { fieldText, textOf } from './text.ts';
import { Double, type Value } from './value.ts';

const TEXTS: [text: string, value: Value][] = [
  [
    '{ a: 1, b: [ "x", null ] }',
    new Map<string, Value>([
      ['a', 1],
      ['b', ['x', null]],
    ]),
  ],
  ['[]', []],
  ['1.0', new Double(1)],
  ['1.50', Decimal128.fromString('1.50')],
  ['new Date(0)', new Date(0)],
  ['Timestamp(1, 2)', new Timestamp({ t: 1, i: 2 })],
  ['MinKey', new MinKey()],
  ['UUID("00000000-0000-0000-0000-000000000000")', new Binary(Buffer.alloc(16), 4)],
  ['BinData(4, 0000)', new Binary(Buffer.alloc(2), 4)],
  ['BinData(0, FF)', new Binary(Buffer.from([255]), 0)],
  ['EOO', undefined],
];

describe('a value in a message', () => {
  it.each(TEXTS)('reads %s', (text, value) => {
    expect(textOf(value)).toBe(text);
    expect(fieldText('a', value)).toBe(`a: ${text}`);
  });

  it('is cut when it is long', () => {
    expect(textOf('x'.repeat(1_000))).toHaveLength(257);
  });
});
