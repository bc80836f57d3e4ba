import mongoose from 'mongoose';

/**
 * Opens mongoose's own connection, on MongoDB from 4.4 up or on the embedded database.
 * @throws when no server answers within ten seconds
 */
export async function openDatabase(uri: string, databaseName?: string): Promise<void> {
  mongoose.set('strictQuery', 'throw');
  mongoose.set('sanitizeFilter', false);
  await mongoose.connect(uri, {
    serverSelectionTimeoutMS: 10_000,
    autoIndex: false,
    ...(databaseName ? { dbName: databaseName } : {}),
  });
}

/** Builds the indexes that every model declares; existing ones are left alone. */
export async function ensureIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}

export async function closeDatabase(): Promise<void> {
  await mongoose.disconnect();
}

/** The client that sessions and rate limits share with mongoose. */
export const databaseClient = () => mongoose.connection.getClient();

/** The database that mongoose works in, which need not be the one that the address names. */
export const databaseName = () => mongoose.connection.name;

/** True when the database answers within a second. */
export async function isDatabaseReady(): Promise<boolean> {
  try {
    await mongoose.connection.db?.command({ ping: 1 }, { timeoutMS: 1000 });
    return mongoose.connection.readyState === mongoose.ConnectionStates.connected;
  } catch {
    return false;
  }
}
