import { rm } from 'node:fs/promises';
import { Double, MongoClient, type Db } from 'mongodb';
import { start } from '../../start.ts';
import { codeOf, openTestServer, temporaryDirectory, type TestServer } from '../../test-server.ts';

const MANY = 20_000;

describe('building indexes', () => {
  let server: TestServer;
  let database: Db;

  beforeAll(async () => {
    server = await openTestServer();
  });
  beforeEach(() => {
    database = server.database();
  });
  afterAll(() => server.close());

  const names = async (collection: string): Promise<string[]> =>
    (await database.collection(collection).indexes()).map(({ name }) => name!);

  it('makes all that a command asks for, or none', async () => {
    const things = database.collection('things');
    await things.insertMany([{ a: 1 }, { a: 1 }]);
    const asked = [{ key: { b: 1 } }, { key: { a: 1 }, unique: true }];
    expect(await codeOf(things.createIndexes(asked))).toBe(11_000);
    expect(await names('things')).toEqual(['_id_']);
    expect(await database.command({ validate: 'things' })).toMatchObject({ valid: true });
  });

  it('makes no collection for indexes that do not go together', async () => {
    const asked = [1, -1].map((a) => ({ key: { a: a as 1 }, name: 'a' }));
    expect(await codeOf(database.collection('things').createIndexes(asked))).toBe(86);
    expect(await database.listCollections().toArray()).toEqual([]);
  });

  it('makes an index once that several ask for at once, of whom each is answered when it is there', async () => {
    const large = database.collection('large');
    await large.insertMany(Array.from({ length: MANY }, (_, a) => ({ a })));
    for (const collection of ['new', 'large']) {
      const command = { createIndexes: collection, indexes: [{ key: { a: 1 }, name: 'a_1' }] };
      const ask = async (): Promise<unknown> => {
        const { numIndexesAfter } = await database.command(command);
        const search = database.collection(collection).find().hint('a_1').limit(1);
        return [numIndexesAfter, (await search.toArray()).length];
      };
      const answers = await Promise.all([ask(), ask(), ask()]);
      const found = collection === 'large' ? 1 : 0;
      expect(answers).toEqual([1, 2, 3].map(() => [2, found]));
      expect(await names(collection)).toEqual(['_id_', 'a_1']);
    }
  });

  it('finds a key that is there twice, though one of the two is written again in another type', async () => {
    const large = database.collection('large');
    await large.insertMany([...Array.from({ length: MANY }, (_, a) => ({ a })), { a: 5, again: true }]);
    const made = codeOf(large.createIndex({ a: 1 }, { unique: true }));
    while ((await names('large')).length < 2);
    for (let writes = 0; writes < 20; writes += 1)
      await large.updateOne({ again: true }, { $set: { a: writes % 2 === 0 ? new Double(5) : 5 } });
    expect(await made).toBe(11_000);
    expect(await database.command({ validate: 'large' })).toMatchObject({ valid: true });
  });

  it('ends when the index is dropped', async () => {
    const large = database.collection('large');
    await large.insertMany(Array.from({ length: MANY }, (_, a) => ({ a })));
    const made = codeOf(large.createIndex({ a: 1 }));
    while ((await names('large')).length < 2);
    await large.dropIndex('a_1');
    expect(await made).toBe(276);
    expect(await names('large')).toEqual(['_id_']);
  });

  it('ends when the collection is dropped, which does not come back when the server starts anew', async () => {
    const directory = await temporaryDirectory();
    let own = await start({ directory });
    let client = await new MongoClient(own.uri).connect();
    const large = client.db('test').collection('large');
    await large.insertMany(Array.from({ length: MANY }, (_, a) => ({ a })));
    const made = codeOf(large.createIndex({ a: 1 }));
    const changes = [
      codeOf(large.dropIndex('_id_')),
      large.drop(),
      codeOf(client.db('test').command({ collMod: 'large', validator: { a: 1 } })),
      codeOf(large.dropIndexes()),
    ];
    expect(await made).toBe(276);
    await Promise.all(changes);
    await client.close();
    await own.close();
    own = await start({ directory });
    client = await new MongoClient(own.uri).connect();
    expect(await client.db('test').listCollections().toArray()).toEqual([]);
    await client.close();
    await own.close();
    await rm(directory, { recursive: true });
  });
});
