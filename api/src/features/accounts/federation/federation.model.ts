import { model, Schema } from 'mongoose';
import type { ProviderMetadata } from '../provider.model.ts';

/**
 * How the aggregate is. Its entities are those of one reading (`generation`): the next reading writes its own beside
 * them and then takes their place by this one document.
 */
export type AggregateRecord = {
  _id: 'aggregate';
  /** Of the address and the certificate: with others, nothing that was read before counts. */
  origin: string;
  generation: string;
  etag?: string;
  validUntil: Date;
  lastReadAt: Date;
  entities: number;
};

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

const aggregateSchema = new Schema<AggregateRecord>(
  {
    _id: { type: String, required: true },
    origin: text,
    generation: text,
    etag: { type: String },
    validUntil: date,
    lastReadAt: date,
    entities: { type: Number, required: true },
  },
  { collection: 'federation_aggregate', versionKey: false },
);
export const AggregateModel = model('FederationAggregate', aggregateSchema);

/** The last attempt at reading it, however it ended. */
export type AggregateAttempt = { _id: 'attempt'; at: Date; error?: string };

export const AggregateAttemptModel = model(
  'FederationAttempt',
  new Schema<AggregateAttempt>(
    { _id: { type: String, required: true }, at: date, error: { type: String } },
    { collection: 'federation_attempt', versionKey: false },
  ),
);

export type EntityRecord = {
  generation: string;
  entityId: string;
  name: string;
  sortKey: string;
  hasPatterns: boolean;
  metadata: ProviderMetadata;
};

const entitySchema = new Schema<EntityRecord>(
  {
    generation: text,
    entityId: text,
    name: text,
    sortKey: text,
    hasPatterns: { type: Boolean, required: true },
    metadata: { type: Schema.Types.Mixed, required: true },
  },
  { collection: 'federation_entities', versionKey: false },
);
entitySchema.index({ generation: 1, entityId: 1 }, { unique: true });
entitySchema.index({ generation: 1, sortKey: 1, entityId: 1 });

export const EntityModel = model('FederationEntity', entitySchema);
