// Runs every suite on a real MongoDB and says which: `MONGODB_URI`, else a mongod that `MONGOMS_SYSTEM_BINARY` names or that
// is cached already. With --download a binary is fetched; nothing is ever fetched without it.
import { spawnSync } from 'node:child_process';
import { MongoClient } from 'mongodb';
import { MongoMemoryReplSet } from 'mongodb-memory-server-core';

async function openServer() {
  if (process.env.MONGODB_URI) return { uri: process.env.MONGODB_URI, stop: async () => {} };
  if (!process.argv.includes('--download')) process.env.MONGOMS_RUNTIME_DOWNLOAD = 'false';
  const replicaSet = await MongoMemoryReplSet.create({ replSet: { count: 1, storageEngine: 'wiredTiger' } });
  return { uri: replicaSet.getUri(), stop: () => replicaSet.stop() };
}

async function versionOf(uri) {
  const client = await MongoClient.connect(uri);
  const { version } = await client.db('admin').command({ buildInfo: 1 });
  await client.close();
  return version;
}

const server = await openServer().catch((error) => {
  console.error(
    `No MongoDB to test on: set MONGODB_URI or MONGOMS_SYSTEM_BINARY, or allow --download. (${error.message})`,
  );
  process.exit(1);
});
try {
  console.log(`MongoDB ${await versionOf(server.uri)}`);
  const { status } = spawnSync(process.execPath, ['scripts/run-tests.mjs'], {
    stdio: 'inherit',
    env: { ...process.env, MONGODB_URI: server.uri },
  });
  process.exitCode = status ?? 1;
} finally {
  await server.stop();
}
