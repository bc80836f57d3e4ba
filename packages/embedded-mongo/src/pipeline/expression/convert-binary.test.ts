import { Binary, ObjectId, UUID } from 'bson';
import { expressions, refused } from './expression-table.ts';

const TEXT = '867dee52-c331-484e-92d1-c56479b8e67e';
const BASE64 = 'hn3uUsMxSE6S0cVkebjmfg==';
const uuid = new UUID(TEXT);
const bytes = new Binary(Buffer.from(BASE64, 'base64'), 0);
const emoji = new Binary(Buffer.from('🙂😎'), 0);

/** An operand that is a value as it stands. */
const convert = (input: unknown, to: unknown, more: object = {}): object => ({
  $convert: { input: { $literal: input }, to, ...more },
});
const binary = (subtype: unknown): object => ({ type: 'binData', subtype });

expressions('text and binary data', [
  [convert(TEXT, binary(4), { format: 'uuid' }), uuid],
  [convert(BASE64, binary(0), { format: 'base64' }), bytes],
  [convert('hn3uUsMxSE6S0cVkebjmfg', binary(0), { format: 'base64url' }), bytes],
  [convert('867DEE52C331484E92D1C56479B8E67E', binary(0), { format: 'hex' }), bytes],
  [convert('🙂😎', 'binData', { format: 'utf8' }), emoji],
  [{ $toUUID: TEXT }, uuid],
  [convert(uuid, 'string', { format: 'uuid' }), TEXT],
  [convert(uuid, 'string', { format: 'auto' }), TEXT],
  [convert(bytes, 'string', { format: 'auto' }), BASE64],
  [convert(uuid, 'string', { format: 'base64' }), BASE64],
  [convert(bytes, 'string', { format: 'base64url' }), 'hn3uUsMxSE6S0cVkebjmfg'],
  [convert(bytes, 'string', { format: 'hex' }), '867DEE52C331484E92D1C56479B8E67E'],
  [convert(emoji, 'string', { format: 'utf8' }), '🙂😎'],
  [{ $toString: uuid }, TEXT],
  [convert(uuid, binary(4)), uuid],
  [convert(bytes, 'binData'), bytes],
  [convert(1.9, { type: 'string' }), '1.9'],
]);

expressions('binary data that cannot be converted', [
  [convert(new ObjectId(), binary(0)), refused(241)],
  [convert(uuid, binary(0)), refused(241)],
  [convert(TEXT, binary(0), { format: 'uuid' }), refused(241)],
  [convert(BASE64, binary(4), { format: 'base64' }), refused(241)],
  [convert('867dee--52', binary(4), { format: 'uuid' }), refused(241)],
  [convert('867dee--52', binary(0), { format: 'base64' }), refused(241)],
  [convert('abc', binary(0), { format: 'hex', onError: 'bad' }), 'bad'],
  [convert(BASE64, binary(0), { format: 'auto' }), refused(241)],
  [convert(bytes, 'string', { format: 'uuid' }), refused(241)],
  [convert(new Binary(Buffer.from([255]), 0), 'string', { format: 'utf8' }), refused(241)],
  [convert(BASE64, 'binData'), refused(4_341_115)],
  [convert(bytes, 'string'), refused(4_341_115)],
  [convert(BASE64, 'binData', { format: 'morse' }), refused(4_341_125)],
  [convert(BASE64, 'binData', { format: 5 }), refused(4_341_114)],
  [convert(BASE64, binary(127), { format: 'base64', onError: 1 }), refused(4_341_107)],
  [convert(BASE64, binary(1.5), { format: 'base64' }), refused(4_341_106)],
  [convert(BASE64, binary('x'), { format: 'base64' }), refused(4_341_108)],
  [convert(BASE64, { subtype: 0 }), refused(9)],
  [convert(1, { type: -2 }), refused(9)],
]);
