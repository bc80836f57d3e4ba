import type { Db } from 'mongodb';
import { codeOf, openTestServer, type TestServer } from '../../test-server.ts';

/** The first can be worked out for no document, the second for those with a number. */
const NEVER = { $expr: { $divide: [10, 0] } };
const FOR_NUMBERS = { $expr: { $gt: [{ $add: ['$a', 1] }, 0] } };

describe('a validator that cannot be worked out', () => {
  let server: TestServer;
  let database: Db;

  beforeAll(async () => {
    server = await openTestServer();
  });
  beforeEach(() => {
    database = server.database();
  });
  afterAll(() => server.close());

  it.each([[NEVER], [FOR_NUMBERS]])('as %j lets no document pass', async (validator) => {
    const things = await database.createCollection('things', { validator });
    expect(await codeOf(things.insertOne({ a: 'x' }))).toBe(121);
    await database.command({ collMod: 'things', validationAction: 'warn' });
    expect(await codeOf(things.insertOne({ a: 'x' }))).toBeUndefined();
  });

  it('lets those pass for which it can be', async () => {
    const things = await database.createCollection('things', { validator: FOR_NUMBERS });
    await things.insertOne({ a: 1 });
    expect(await codeOf(things.updateOne({}, { $set: { a: 'x' } }))).toBe(121);
    await database.command({ collMod: 'things', validator: NEVER, validationLevel: 'moderate' });
    expect(await codeOf(things.updateOne({}, { $set: { a: 2 } }))).toBeUndefined();
  });
});
