import type { ClientConnection } from '../wire/connection.ts';
import { Operation } from './operation.ts';

function begin(): { operation: Operation; pass: (milliseconds: number) => void } {
  let now = 1_000;
  import.meta.jest.spyOn(performance, 'now').mockImplementation(() => now);
  const client = { closed: false } as ClientConnection;
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { operation: new Operation(1, 'find', 'test.films', client), pass };
}

describe('a request that cannot give way', () => {
  afterEach(() => {
    import.meta.jest.restoreAllMocks();
  });

  it('ends when it has held the others for ten seconds', () => {
    const { operation, pass } = begin();
    operation.work();
    pass(9_000);
    operation.work();
    pass(2_000);
    expect(() => operation.work()).toThrow(
      expect.objectContaining({ code: 50, message: expect.stringContaining('10 seconds') }),
    );
  });

  it('may take as long again after each turn of the others', async () => {
    const { operation, pass } = begin();
    for (let turn = 0; turn < 3; turn += 1) {
      operation.work();
      pass(9_000);
      expect(() => operation.work()).not.toThrow();
      // oxlint-disable-next-line no-await-in-loop
      await operation.turn();
    }
  });
});
