import { ObjectId, type Collection, type Db, type Document, type MongoClient } from 'mongodb';

/** A row of the table: what is done, and the figure it gives. */
export interface Workload {
  name: string;
  unit: 'per second' | 'milliseconds';
  run(database: Db, client: MongoClient): Promise<number>;
}

const SMALL = 20_000;
const LARGE = Number(process.env.BENCH_DOCUMENTS ?? 300_000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
const DAY_MS = 86_400_000;
const KINDS = ['loan', 'return', 'viewing', 'visit', 'search'];

function event(index: number): Document {
  return {
    at: new Date(1_700_000_000_000 + ((index * 7_919) % (365 * DAY_MS))),
    kind: KINDS[index % KINDS.length],
    school: `school-${index % 97}`,
    count: index % 13,
    title: `A film about subject ${index % 1_000}`,
    tags: [`tag-${index % 7}`, `tag-${index % 11}`],
    place: { town: `town-${index % 31}`, floor: index % 4 },
  };
}

/** How long operations run before they are counted, so that the client, which both servers share, is warm for both. */
const WARM_UP_MS = 500;

/** Runs `clients` loops at once, and tells how many operations they have done. */
async function loops(
  clients: number,
  milliseconds: number,
  operation: (turn: number) => Promise<unknown>,
): Promise<number> {
  const end = performance.now() + milliseconds;
  let done = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() < end) {
      done += 1;
      // A client waits for its answer before it asks again.
      // oxlint-disable-next-line no-await-in-loop
      await operation(done);
    }
  };
  await Promise.all(Array.from({ length: clients }, loop));
  return done;
}

/** Operations per second of `clients` loops at once. */
async function rate(clients: number, operation: (turn: number) => Promise<unknown>): Promise<number> {
  await loops(clients, WARM_UP_MS, operation);
  const started = performance.now();
  const done = await loops(clients, SECONDS * 1_000, operation);
  return (done / (performance.now() - started)) * 1_000;
}

/** How long an operation takes at the worst of so many, in milliseconds, while other work goes on. */
async function latency(
  share: number,
  operation: (turn: number) => Promise<unknown>,
  beside: () => Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  const progress = { over: false };
  const work = beside().finally(() => {
    progress.over = true;
  });
  while (!progress.over) {
    const started = performance.now();
    // oxlint-disable-next-line no-await-in-loop
    await operation(times.length);
    times.push(performance.now() - started);
  }
  await work;
  const sorted = times.toSorted((left, right) => left - right);
  return sorted[Math.ceil(share * sorted.length) - 1]!;
}

/** Median time in milliseconds of five runs after one to warm up. */
async function time(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const started = performance.now();
    // oxlint-disable-next-line no-await-in-loop
    await work();
    times.push(performance.now() - started);
  }
  return times.slice(1).toSorted((left, right) => left - right)[2]!;
}

async function fill(collection: Collection, documents: number): Promise<void> {
  for (let start = 0; start < documents; start += 10_000) {
    const batch = Array.from({ length: Math.min(10_000, documents - start) }, (_, index) =>
      event(start + index),
    );
    // oxlint-disable-next-line no-await-in-loop
    await collection.insertMany(batch, { ordered: false });
  }
}

const pointReads = (clients: number): Workload => ({
  name: `findOne by _id, ${clients} clients`,
  unit: 'per second',
  run: async (database) => {
    const small = database.collection('small');
    const ids = (await small.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
    return rate(clients, (turn) => small.findOne({ _id: ids[(turn * 7_919) % ids.length]! }));
  },
});

const inserts = (clients: number): Workload => ({
  name: `durable insert, ${clients} clients`,
  unit: 'per second',
  run: (database) => rate(clients, (turn) => database.collection(`inserts${clients}`).insertOne(event(turn))),
});

const increments = (clients: number): Workload => ({
  name: `$inc by _id, ${clients} clients`,
  unit: 'per second',
  run: async (database) => {
    const counters = database.collection(`counters${clients}`);
    const ids = Array.from({ length: 1_000 }, () => new ObjectId());
    await counters.insertMany(ids.map((_id) => ({ _id, n: 0 })));
    return rate(clients, (turn) => counters.updateOne({ _id: ids[turn % ids.length]! }, { $inc: { n: 1 } }));
  },
});

const aggregation = (name: string, from: 'small' | 'large', pipeline: Document[]): Workload => ({
  name,
  unit: 'milliseconds',
  run: (database) => time(() => database.collection(from).aggregate(pipeline).toArray()),
});

const GROUP_BY_KIND: Document[] = [
  { $group: { _id: '$kind', total: { $sum: '$count' }, documents: { $sum: 1 } } },
];

/** A long aggregation must not hold up the short requests of others. */
const readsBesideGroup = (name: string, share: number): Workload => ({
  name: `findOne beside a group of ${LARGE}, ${name}`,
  unit: 'milliseconds',
  run: async (database) => {
    const [small, large] = [database.collection('small'), database.collection('large')];
    const { _id } = (await small.findOne({}))!;
    const read = (): Promise<unknown> => small.findOne({ _id });
    await loops(1, WARM_UP_MS, read);
    return latency(share, read, async () => {
      await large.aggregate(GROUP_BY_KIND).toArray();
      await large.aggregate(GROUP_BY_KIND).toArray();
    });
  },
});

/** In the order in which they are run: the first fill what the rest read. */
export const WORKLOADS: Workload[] = [
  {
    name: `bulk insert ${LARGE}, 2 indexes`,
    unit: 'per second',
    run: async (database) => {
      const large = database.collection('large');
      await large.createIndexes([{ key: { at: 1 } }, { key: { kind: 1, at: 1 } }]);
      const small = database.collection('small');
      await small.createIndex({ at: 1 });
      await fill(small, SMALL);
      const started = performance.now();
      await fill(large, LARGE);
      return (LARGE / (performance.now() - started)) * 1_000;
    },
  },
  pointReads(1),
  pointReads(16),
  inserts(1),
  inserts(16),
  inserts(64),
  increments(1),
  increments(16),
  {
    name: 'scan 20,000 to the client',
    unit: 'milliseconds',
    run: (database) => time(() => database.collection('small').find().toArray()),
  },
  {
    name: 'filter 20,000 without index',
    unit: 'milliseconds',
    run: (database) =>
      time(() =>
        database
          .collection('small')
          .find({ count: { $gt: 11 }, school: 'school-3' })
          .toArray(),
      ),
  },
  {
    name: 'sort 20,000 without index, limit 50',
    unit: 'milliseconds',
    run: (database) =>
      time(() => database.collection('small').find().sort({ title: 1, count: -1 }).limit(50).toArray()),
  },
  {
    name: 'index range of 600',
    unit: 'per second',
    run: (database) => {
      const range = { $gte: new Date(1_700_000_000_000), $lt: new Date(1_700_000_000_000 + 11 * DAY_MS) };
      return rate(1, () => database.collection('small').find({ at: range }).limit(600).toArray());
    },
  },
  {
    name: 'latest 20',
    unit: 'per second',
    run: (database) =>
      rate(1, () => database.collection('small').find().sort({ at: -1 }).limit(20).toArray()),
  },
  aggregation(`group ${LARGE} on plain fields`, 'large', GROUP_BY_KIND),
  readsBesideGroup('median', 0.5),
  readsBesideGroup('99 of 100', 0.99),
  readsBesideGroup('longest', 1),
  aggregation(`group ${LARGE} by day and kind`, 'large', [
    {
      $group: {
        _id: {
          day: { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Europe/Stockholm' } },
          kind: '$kind',
        },
        documents: { $sum: 1 },
      },
    },
  ]),
  aggregation('match, unwind, group 20,000', 'small', [
    { $match: { kind: 'loan' } },
    { $unwind: '$tags' },
    { $group: { _id: '$tags', documents: { $sum: 1 } } },
  ]),
  aggregation('project expressions 20,000', 'small', [
    {
      $project: {
        label: { $concat: ['$title', ' / ', '$school'] },
        double: { $multiply: ['$count', 2] },
        year: { $year: '$at' },
        many: { $cond: [{ $gt: ['$count', 6] }, 'many', 'few'] },
      },
    },
  ]),
  {
    name: 'lookup 2,000 by _id',
    unit: 'milliseconds',
    run: async (database) => {
      const [from, to] = [database.collection('referring'), database.collection('small')];
      const ids = await to
        .find({}, { projection: { _id: 1 } })
        .limit(2_000)
        .toArray();
      await from.insertMany(ids.map(({ _id }) => ({ small: _id })));
      const pipeline = [
        { $lookup: { from: 'small', localField: 'small', foreignField: '_id', as: 'found' } },
      ];
      return time(() => from.aggregate(pipeline).toArray());
    },
  },
  {
    name: 'transaction of 3 writes',
    unit: 'per second',
    run: async (database, client) => {
      const written = database.collection('written');
      await written.insertOne({});
      return rate(1, () =>
        client.withSession((session) =>
          session.withTransaction(async () => {
            await written.insertOne({ a: 1 }, { session });
            await written.insertOne({ a: 2 }, { session });
            await written.insertOne({ a: 3 }, { session });
          }),
        ),
      );
    },
  },
];
