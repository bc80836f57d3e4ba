import { writeInt64 } from '../bson/write-int64.ts';
import { BSON_TYPE, type RawField } from '../storage/raw-fields.ts';
import { encodeReply } from '../wire/reply.ts';

/** A time as BSON's timestamp holds it. */
export function timestamp(time: bigint): RawField {
  const bytes = Buffer.allocUnsafe(8);
  writeInt64(bytes, time, 0);
  return { type: BSON_TYPE.timestamp, bytes };
}

/** As a replica set without users signs it: with zeros. */
const SIGNATURE = encodeReply({
  hash: { type: BSON_TYPE.binary, bytes: Buffer.concat([Buffer.from([20, 0, 0, 0, 0]), Buffer.alloc(20)]) },
  keyId: 0n,
});
const CLUSTER_TIME = encodeReply({ clusterTime: timestamp(0n), signature: SIGNATURE });
const TIME_AT = CLUSTER_TIME.indexOf('clusterTime\0') + 12;

/** `$clusterTime`, which clients hand on to each other. Valid until the next call: every reply has one. */
export function clusterTime(time: bigint): Buffer {
  writeInt64(CLUSTER_TIME, time, TIME_AT);
  return CLUSTER_TIME;
}
