// Runs every suite on a real MongoDB and says which: `MONGODB_URI`, else a mongod that `MONGOMS_SYSTEM_BINARY` names or that
// is cached already. With --download a binary is fetched; nothing is ever fetched without it.
import { spawnSync } from 'node:child_process';
import { MongoClient } from 'mongodb';
import { MongoBinary, MongoMemoryReplSet } from 'mongodb-memory-server-core';

const SELECTION_TIMEOUT_MS = 10_000;

async function openServer() {
  if (process.env.MONGODB_URI) return { uri: process.env.MONGODB_URI, stop: async () => {} };
  process.env.MONGOMS_RUNTIME_DOWNLOAD = String(process.argv.includes('--download'));
  const systemBinary = await mongod();
  const replicaSet = await MongoMemoryReplSet.create({
    binary: { systemBinary },
    replSet: { count: 1, storageEngine: 'wiredTiger' },
  });
  return { uri: replicaSet.getUri(), stop: () => replicaSet.stop() };
}

async function mongod() {
  try {
    return await MongoBinary.getPath();
  } catch (error) {
    throw new Error(
      'No MongoDB to test on. Name a running one in MONGODB_URI or a mongod in MONGOMS_SYSTEM_BINARY, ' +
        'or let one be fetched: npm run test:mongodb -- --download',
      { cause: error },
    );
  }
}

/** Which server it is, in words. @throws Error when nobody answers, or it is the embedded one. */
async function nameOf(uri) {
  const { host } = new URL(uri.replace(/^mongodb(?:\+srv)?:/, 'http:').split(',')[0]);
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS });
  await client.connect().catch((cause) => {
    throw new Error(`MONGODB_URI names ${host}, which does not let us in`, { cause });
  });
  try {
    const { version, storageEngines } = await client.db('admin').command({ buildInfo: 1 });
    if (storageEngines?.includes('lmdb')) {
      throw new Error(`${host} is an embedded-mongo: "npm test" is what runs on that`);
    }
    const { setName } = await client.db('admin').command({ hello: 1 });
    return `MongoDB ${version} at ${host}, ${setName ? `replica set ${setName}` : 'on its own'}`;
  } finally {
    await client.close();
  }
}

function runSuites(uri) {
  // A result that was kept from an earlier run would say nothing of this server.
  const environment = { ...process.env, MONGODB_URI: uri, TURBO_FORCE: 'true' };
  return spawnSync(process.execPath, ['scripts/run-tests.mjs'], { stdio: 'inherit', env: environment })
    .status;
}

let server;
try {
  server = await openServer();
  const name = await nameOf(server.uri);
  console.log(`Tests run on ${name}`);
  process.exitCode = runSuites(server.uri) ?? 1;
  console.log(`These were the tests on ${name}`);
} catch (error) {
  console.error(error.cause ? `${error.message}\n(${error.cause.message})` : error.message);
  process.exitCode = 1;
} finally {
  await server?.stop();
}
