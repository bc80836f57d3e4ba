import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Binary, Long } from 'bson';
import { MongoServerError, type Collection, type Document } from 'mongodb';
import { start } from '../start.ts';
import { codeOf, openTestServer, sendRaw, temporaryDirectory, type TestServer } from '../test-server.ts';

const newSession = (): Document => ({
  id: new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), Binary.SUBTYPE_UUID),
});

describe('sessions', () => {
  let server: TestServer;
  let films: Collection;

  beforeAll(async () => {
    server = await openTestServer({ enableTestCommands: true });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    films = server.database().collection('films');
    await films.insertOne({ title: 'T', n: 0 });
  });

  const updateToRun = async (shown: Document = {}): Promise<void> => {
    const { inprog } = await server.client.db('admin').command({ currentOp: 1, op: 'update', ...shown });
    if ((inprog as Document[]).length === 0) await updateToRun(shown);
  };
  const send = (command: Document): Promise<Document> =>
    sendRaw(server.uri, { ...command, $db: films.dbName });

  describe('retryable writes', () => {
    it('take effect once however often they are sent, and answer the same', async () => {
      const lsid = newSession();
      const update = {
        update: 'films',
        updates: [{ q: { title: 'T' }, u: { $inc: { n: 1 } } }],
        lsid,
        txnNumber: Long.fromNumber(1),
      };
      const answers = [
        await send(update),
        await send(update),
        ...(await Promise.all([send(update), send(update)])),
      ];
      expect(answers.map(({ n, nModified }) => ({ n, nModified }))).toEqual(
        Array.from({ length: 4 }, () => ({ n: 1, nModified: 1 })),
      );
      expect(await films.findOne({ title: 'T' })).toMatchObject({ n: 1 });
    });

    it('give the same document again from findAndModify', async () => {
      const command = {
        findAndModify: 'films',
        query: { title: 'T' },
        update: { $inc: { n: 1 } },
        new: true,
        lsid: newSession(),
        txnNumber: Long.fromNumber(1),
      };
      expect((await send(command)).value).toMatchObject({ n: 1 });
      expect((await send(command)).value).toMatchObject({ n: 1 });
    });

    it('answer the same when they took many commits', async () => {
      const updates = Array.from({ length: 3_000 }, (_, number) => ({
        q: { _id: number },
        u: { $set: { number } },
        upsert: true,
      }));
      const update = { update: 'films', updates, lsid: newSession(), txnNumber: Long.fromNumber(1) };
      const [first, again] = [await send(update), await send(update)];
      expect(first.upserted).toHaveLength(3_000);
      expect({ n: again.n, upserted: again.upserted }).toEqual({ n: 3_000, upserted: first.upserted });
      expect(await films.countDocuments({ number: { $exists: true } })).toBe(3_000);
    });

    it('are tried again where they failed', async () => {
      await films.insertOne({ _id: 1 as never });
      const documents = [{ _id: 1 }];
      const insert = { insert: 'films', documents, lsid: newSession(), txnNumber: Long.fromNumber(1) };
      expect(await send(insert)).toMatchObject({ n: 0, writeErrors: [{ code: 11_000 }] });
      await films.deleteOne({ _id: 1 as never });
      expect(await send(insert)).toMatchObject({ n: 1 });
      expect(await send(insert)).toMatchObject({ n: 1 });
    });

    it('refuse a number that is older than the last', async () => {
      const lsid = newSession();
      const insert = (number: number): Promise<Document> =>
        send({ insert: 'films', documents: [{}], lsid, txnNumber: Long.fromNumber(number) });
      await insert(5);
      expect(await insert(4)).toMatchObject({ ok: 0, code: 225 });
    });

    it('are sent again by the driver when the connection breaks after the write', async () => {
      await server.client.db('admin').command({
        configureFailPoint: 'failCommand',
        mode: { times: 1 },
        data: { failCommands: ['update'], closeConnection: true },
      });
      expect(await films.updateOne({ title: 'T' }, { $inc: { n: 1 } })).toMatchObject({ modifiedCount: 1 });
      expect(await films.findOne({ title: 'T' })).toMatchObject({ n: 1 });
    });
  });

  describe('transactions', () => {
    it('show nothing before they are committed, and everything after', async () => {
      await server.client.withSession(async (session) => {
        session.startTransaction();
        await films.insertOne({ title: 'new' }, { session });
        expect(await films.countDocuments({ title: 'new' })).toBe(0);
        expect(await films.countDocuments({ title: 'new' }, { session })).toBe(1);
        await session.commitTransaction();
      });
      expect(await films.countDocuments({ title: 'new' })).toBe(1);
    });

    it('read what there was when they began', async () => {
      await server.client.withSession(async (session) => {
        session.startTransaction();
        expect(await films.countDocuments({}, { session })).toBe(1);
        await films.insertOne({ title: 'later' });
        expect(await films.countDocuments({}, { session })).toBe(1);
        expect(await films.find({}, { session }).toArray()).toHaveLength(1);
        await session.abortTransaction();
      });
    });

    it('leave no trace when they are aborted', async () => {
      await server.client.withSession(async (session) => {
        session.startTransaction();
        await films.updateOne({ title: 'T' }, { $set: { n: 9 } }, { session });
        await films.deleteMany({}, { session });
        await session.abortTransaction();
      });
      expect(await films.find().project({ _id: 0 }).toArray()).toEqual([{ title: 'T', n: 0 }]);
    });

    it('let the first writer win, and tell the second to try again', async () => {
      await server.client.withSession((first) =>
        server.client.withSession(async (second) => {
          first.startTransaction();
          second.startTransaction();
          await films.updateOne({ title: 'T' }, { $inc: { n: 1 } }, { session: first });
          const refused = await films
            .updateOne({ title: 'T' }, { $inc: { n: 1 } }, { session: second })
            .catch((error: unknown) => error);
          expect(refused).toBeInstanceOf(MongoServerError);
          expect((refused as MongoServerError).code).toBe(112);
          expect((refused as MongoServerError).hasErrorLabel('TransientTransactionError')).toBe(true);
          await first.commitTransaction();
        }),
      );
      expect(await films.findOne({ title: 'T' })).toMatchObject({ n: 1 });
    });

    it.each<[what: string, command: string, code: number, label: string]>([
      ['a commit that conflicts', 'commitTransaction', 112, 'TransientTransactionError'],
      ['a commit that the network lost', 'commitTransaction', 89, 'RetryableWriteError'],
      ['a write that the network lost', 'insert', 89, 'TransientTransactionError'],
    ])('tell of %s how it may be tried again', async (_what, failing, errorCode, label) => {
      const common = { lsid: newSession(), txnNumber: Long.fromNumber(1), autocommit: false };
      await server.client.db('admin').command({
        configureFailPoint: 'failCommand',
        mode: { times: 1 },
        data: { failCommands: [failing], errorCode },
      });
      const insert = {
        insert: 'films',
        documents: [{}],
        startTransaction: true,
        ...common,
        $db: films.dbName,
      };
      const replies = [
        await sendRaw(server.uri, insert),
        await sendRaw(server.uri, { commitTransaction: 1, ...common, $db: 'admin' }),
      ];
      const failed = replies.find(({ code }) => code === errorCode);
      expect(failed).toMatchObject({ ok: 0, errorLabels: [label] });
      await sendRaw(server.uri, { abortTransaction: 1, ...common, $db: 'admin' });
    });

    it('make a write outside of them wait until they end', async () => {
      await server.client.withSession(async (session) => {
        session.startTransaction();
        await films.updateOne({ title: 'T' }, { $set: { n: 5 } }, { session });
        const outside = films.updateOne({ title: 'T' }, { $inc: { n: 1 } });
        expect(await codeOf(films.updateOne({ title: 'T' }, { $inc: { n: 1 } }, { maxTimeMS: 50 }))).toBe(50);
        await session.commitTransaction();
        await outside;
      });
      expect(await films.findOne({ title: 'T' })).toMatchObject({ n: 6 });
    });

    it('take their statements one after the other, and end after the last', async () => {
      await films.insertMany(Array.from({ length: 5_000 }, () => ({ title: 'many' })));
      const common = { lsid: newSession(), txnNumber: Long.fromNumber(1), autocommit: false };
      const updates = [{ q: { title: 'many' }, u: { $set: { n: 1 } }, multi: true }];
      const update = send({ update: films.collectionName, updates, ...common, startTransaction: true });
      await updateToRun();
      const commit = sendRaw(server.uri, { commitTransaction: 1, ...common, $db: 'admin' });
      expect(await commit).toMatchObject({ ok: 1 });
      expect(await update).toMatchObject({ ok: 1, nModified: 5_000 });
      expect(await films.countDocuments({ title: 'many', n: 1 })).toBe(5_000);
    });

    it('let nobody wait for them whose session is killed', async () => {
      await server.client.withSession(async (session) => {
        session.startTransaction();
        await films.updateOne({ title: 'T' }, { $set: { n: 5 } }, { session });
        const lsid = newSession();
        const update = {
          update: films.collectionName,
          updates: [{ q: { title: 'T' }, u: { $inc: { n: 1 } } }],
        };
        const outside = send({ ...update, lsid });
        await updateToRun({ waitingForLock: true });
        await send({ killSessions: [lsid] });
        expect(await outside).toMatchObject({ ok: 0, code: 11_601 });
        await session.commitTransaction();
      });
      expect(await films.findOne({ title: 'T' })).toMatchObject({ n: 5 });
    });

    it('add up when many compete and the driver tries again', async () => {
      await Promise.all(
        Array.from({ length: 8 }, () =>
          server.client.withSession((session) =>
            session.withTransaction(async () => {
              const film = await films.findOne({ title: 'T' }, { session });
              await films.updateOne({ title: 'T' }, { $set: { n: Number(film!.n) + 1 } }, { session });
            }),
          ),
        ),
      );
      expect(await films.findOne({ title: 'T' })).toMatchObject({ n: 8 });
    });

    it('are known to be committed also after a restart', async () => {
      const directory = await temporaryDirectory();
      const common = { lsid: newSession(), txnNumber: Long.fromNumber(1), autocommit: false };
      const commit = { commitTransaction: 1, ...common, $db: 'admin' };
      const first = await start({ directory });
      await sendRaw(first.uri, { create: 'films', $db: 'restart' });
      await sendRaw(first.uri, {
        insert: 'films',
        documents: [{ _id: 1 }],
        ...common,
        startTransaction: true,
        $db: 'restart',
      });
      expect(await sendRaw(first.uri, commit)).toMatchObject({ ok: 1 });
      await first.close();
      const second = await start({ directory });
      expect(await sendRaw(second.uri, commit)).toMatchObject({ ok: 1 });
      const other = { ...commit, txnNumber: Long.fromNumber(2) };
      expect(await sendRaw(second.uri, other)).toMatchObject({ ok: 0, code: 251 });
      await second.close();
      await rm(directory, { recursive: true, force: true });
    });

    it('can be committed again by a client that missed the answer', async () => {
      await server.client.withSession(async (session) => {
        session.startTransaction();
        await films.insertOne({ title: 'once' }, { session });
        await session.commitTransaction();
        await session.commitTransaction();
      });
      expect(await films.countDocuments({ title: 'once' })).toBe(1);
    });
  });
});
