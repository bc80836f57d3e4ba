import { array, assert, constantFrom, nat, property, record } from 'fast-check';
import { emptyBasket, readBasket, withPeriod, withQuantity } from './basket.ts';

describe('a basket', () => {
  it('holds each model once, with the quantity that was chosen last', () => {
    const change = record({ model: constantFrom('a', 'b', 'c'), quantity: nat(5) });
    assert(
      property(array(change), (changes) => {
        const last = new Map(changes.map(({ model, quantity }) => [model, quantity]));
        const basket = changes.reduce(
          (current, { model, quantity }) => withQuantity(current, model, quantity),
          emptyBasket(),
        );
        const expected = [...last].filter(([, quantity]) => quantity > 0);
        expect(new Map(basket.lines.map((line) => [line.modelId, line.quantity]))).toEqual(new Map(expected));
        expect(basket.lines).toHaveLength(expected.length);
      }),
    );
  });

  it('is a new request as soon as something else is asked for, so that a repeated one gives the same loan', () => {
    const basket = withQuantity(emptyBasket(), 'a', 2);
    const changed = [
      withQuantity(basket, 'a', 3),
      withPeriod(basket, { from: '2026-03-16', to: '2026-03-20' }),
    ];
    for (const { requestId } of changed) expect(requestId).not.toBe(basket.requestId);
  });

  it('is as it was after a reload, and empty where what was stored makes no sense', () => {
    const basket = withPeriod(withQuantity(emptyBasket(), 'a', 2), { from: '2026-03-16', to: '2026-03-20' });
    expect(readBasket(JSON.stringify(basket))).toEqual(basket);
    for (const stored of [null, '{', '[]', '{"lines":[{"modelId":1}]}'])
      expect(readBasket(stored).lines).toEqual([]);
  });
});
