import { STAGE_LIMIT } from '../accumulator/memory.ts';
import { Row } from '../row.ts';
import { inChunks, type Rows, type StageContext } from './stage.ts';

/** What gives something else every time. */
const RANDOM = ['$rand', '$sample'];

/** Does a pipeline give something else every time that it runs, whatever it reads? */
export function isRandom(pipeline: readonly Buffer[]): boolean {
  return pipeline.some((stage) => RANDOM.some((name) => stage.includes(name)));
}

/** Rows that are the same every time: made once, and kept unless they take too much memory. */
export function rememberedRows(make: () => Rows, context: StageContext): () => Rows {
  let kept: Buffer[] | undefined;
  let isTooLarge = false;
  return () => {
    if (kept)
      return inChunks(
        kept.map((document) => new Row(document)),
        context,
      );
    return isTooLarge ? make() : remembered();
  };

  async function* remembered(): AsyncGenerator<Row[]> {
    const documents: Buffer[] = [];
    let size = 0;
    for await (const chunk of make()) {
      for (const row of chunk) {
        if (isTooLarge) break;
        const document = row.toBytes();
        documents.push(document);
        size += document.length;
        isTooLarge = size > STAGE_LIMIT;
      }
      yield chunk;
    }
    if (!isTooLarge) kept = documents;
  }
}
