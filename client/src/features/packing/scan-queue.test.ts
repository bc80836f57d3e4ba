import { ScanQueue, type WaitingScan } from './scan-queue.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const values = new Map<string, string>();
  return { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => void values.set(key, value) };
}

function queueOn(network: { up: boolean }, storage = memory()) {
  const sent: string[] = [];
  let most = 0;
  let under = 0;
  const queue = new ScanQueue({
    key: 'scans',
    storage,
    changed: () => {},
    async send({ code }: WaitingScan) {
      under += 1;
      most = Math.max(most, under);
      await Promise.resolve();
      under -= 1;
      if (!network.up) return 'no_network';
      sent.push(code);
      return 'answered';
    },
  });
  return { queue, sent, storage, atOnce: () => most };
}

describe('scans', () => {
  it('are sent one at a time in the order they were made', async () => {
    const { queue, sent, atOnce } = queueOn({ up: true });
    await Promise.all(['BB-01', 'BB-02', 'BB-03'].map((code) => queue.add(code)));
    await queue.resume();
    expect(sent).toEqual(['BB-01', 'BB-02', 'BB-03']);
    expect(atOnce()).toBe(1);
    expect(queue.waiting).toEqual([]);
  });

  it('wait while the network is away and are sent when it is back', async () => {
    const network = { up: false };
    const { queue, sent } = queueOn(network);
    await queue.add('BB-01');
    await queue.add('BB-02');
    expect(queue.waiting.map((scan) => scan.code)).toEqual(['BB-01', 'BB-02']);
    network.up = true;
    await queue.resume();
    expect(sent).toEqual(['BB-01', 'BB-02']);
  });

  it('outlive a reload of the page', async () => {
    const storage = memory();
    await queueOn({ up: false }, storage).queue.add('BB-07');
    const { queue, sent } = queueOn({ up: true }, storage);
    await queue.resume();
    expect(sent).toEqual(['BB-07']);
  });

  it('begin empty where what was stored cannot be read', () => {
    const storage = memory();
    storage.setItem('scans', '{"half":');
    expect(queueOn({ up: true }, storage).queue.waiting).toEqual([]);
  });
});
