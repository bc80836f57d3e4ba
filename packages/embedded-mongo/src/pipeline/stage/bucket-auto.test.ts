import { aggregate, shown } from '../in-memory.ts';

describe('$bucketAuto', () => {
  const documents = Array.from({ length: 3_000 }, (_, _id) => ({ _id, n: (_id * 7) % 1_000 }));
  const stages = [
    { $bucketAuto: { groupBy: '$n', buckets: 2, output: { ids: { $push: '$_id' }, most: { $max: '$n' } } } },
  ];

  it('sorts in runs without a trace of them', async () => {
    const halves = [documents.filter(({ n }) => n < 500), documents.filter(({ n }) => n >= 500)];
    expect((await aggregate(documents, stages)).map(shown)).toEqual(
      [
        { _id: { min: 0, max: 500 }, ids: halves[0]!.map(({ _id }) => _id), most: 499 },
        { _id: { min: 500, max: 999 }, ids: halves[1]!.map(({ _id }) => _id), most: 999 },
      ].map(shown),
    );
  });

  it('lets others have their turn while it reads, sorts and accumulates', async () => {
    let steps = 0;
    const step = (): undefined => {
      steps += 1;
    };
    await aggregate(documents, stages, { step });
    // Reads and sorts once, and orders and accumulates two fields of each bucket.
    expect(steps).toBeGreaterThan(6 * documents.length);
  });
});
