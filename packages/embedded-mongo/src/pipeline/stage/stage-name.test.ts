import type { Document } from 'bson';
import { aggregate } from '../in-memory.ts';

describe('what is wrong inside a stage', () => {
  it.each<[name: string, stage: Document]>([
    ['$addFields', { $addFields: { '$a.$b': 1 } }],
    ['$set', { $set: { 'a.$b': 1 } }],
    ['$project', { $project: { a: 1, b: 0 } }],
    ['$unset', { $unset: [''] }],
  ])('is told with the name by which %s was asked for', async (name, stage) => {
    await expect(aggregate([{}], [stage])).rejects.toThrow(`Invalid ${name} :: caused by :: `);
  });
});
