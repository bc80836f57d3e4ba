import { deserialize, type Document } from 'bson';
import { bytesOf, codeOf } from './in-memory.ts';
import { Scope } from './scope.ts';
import { compileUpdatePipeline } from './update-pipeline.ts';

async function updated(document: Document, pipeline: Document[]): Promise<Document> {
  const update = compileUpdatePipeline(pipeline.map(bytesOf), new Scope({ now: new Date(0) }));
  return deserialize(update(bytesOf(document)));
}

describe('an update that is a pipeline', () => {
  it('makes of a document what its stages say', async () => {
    expect(
      await updated({ _id: 1, n: 2, x: 1 }, [{ $set: { m: { $add: ['$n', 1] } } }, { $unset: 'x' }]),
    ).toEqual({
      _id: 1,
      n: 2,
      m: 3,
    });
  });

  it('returns the very same bytes when it has no stages', () => {
    const document = bytesOf({ _id: 1 });
    expect(compileUpdatePipeline([], new Scope({ now: new Date(0) }))(document)).toBe(document);
  });

  it('refuses stages that do not make one document of one', async () => {
    expect(await codeOf(updated({}, [{ $match: {} }]))).toBe(72);
    expect(await codeOf(updated({}, [{ $indexStats: {} }]))).toBe(72);
    expect(await codeOf(updated({}, [{ $merge: 'a' }]))).toBe(72);
    expect(await codeOf(updated({}, [{ $foo: 1 }]))).toBe(40_324);
  });
});
