import { EJSON, type Document } from 'bson';
import { Refused } from '../expression/expression-table.ts';
import { aggregate, codeOf, shown, type RunOptions } from '../in-memory.ts';

/** What documents a pipeline makes of some, or the code with which it is refused. */
export type PipelineLine = readonly [
  documents: Document[],
  pipeline: Document[],
  expected: Document[] | Refused,
  options?: RunOptions,
];

export function pipelines(title: string, table: readonly PipelineLine[]): void {
  describe(title, () => {
    it.each(
      table.map((line, index) => [index + 1, EJSON.stringify(line[1]), outcome(line[2]), line] as const),
    )('%i: %s makes %s', async (_number, _pipeline, _outcome, [documents, pipeline, expected, options]) => {
      const run = aggregate(documents, pipeline, options);
      if (expected instanceof Refused) expect(await codeOf(run)).toBe(expected.code);
      else expect((await run).map(shown)).toEqual(expected.map(shown));
    });
  });
}

function outcome(expected: Document[] | Refused): string {
  return expected instanceof Refused ? `error ${expected.code}` : EJSON.stringify(expected);
}
