import { array, assert, nat, property, record } from 'fast-check';
import { changeOf, scaleEnd } from './figures.ts';

describe('figures beside last year’s', () => {
  it('say the change as a share', () => {
    expect(changeOf({ value: 722, previous: 698 })).toBeCloseTo(0.0344, 4);
    expect(changeOf({ value: 90, previous: 120 })).toBe(-0.25);
  });

  it('say no change where there was nothing before', () => {
    expect(changeOf({ value: 5, previous: 0 })).toBeUndefined();
  });

  it('have a scale that no bar passes, and that is never more than two and a half times too long', () => {
    const figure = record({ value: nat(1_000_000), previous: nat(1_000_000) });
    assert(
      property(array(figure, { minLength: 1 }), (figures) => {
        const longest = Math.max(1, ...figures.flatMap((one) => [one.value, one.previous]));
        expect(scaleEnd(figures)).toBeGreaterThanOrEqual(longest);
        expect(scaleEnd(figures)).toBeLessThanOrEqual(longest * 2.5);
      }),
    );
  });
});
