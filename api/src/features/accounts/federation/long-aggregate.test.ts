import { makeKeyPair } from '@mediecentral/dev-idp';
import { aggregateOf, entity, signAggregate } from '../../../testing/aggregate.ts';
import { MetadataError } from './metadata-error.ts';
import { longestAtOnce, readAggregateAside } from './read-aggregate-aside.ts';

const keys = makeKeyPair();
const names = Array.from({ length: 100 }, (_, number) => `kommun${number}`);
const task = (xml: string) => ({ xml, pinnedCertificate: keys.certificate, now: new Date() });

describe('a long aggregate', () => {
  const long = signAggregate(
    aggregateOf(names.map((name) => entity(name, [keys.certificate])).join('')),
    keys,
  );

  it('is read in a process of its own, while everything else goes on', async () => {
    expect(long.length).toBeGreaterThan(longestAtOnce);
    let turns = 0;
    const turn = setInterval(() => (turns += 1), 5);
    const { providers, validUntil } = await readAggregateAside(task(long));
    clearInterval(turn);
    expect(providers.map(({ metadata }) => metadata.scopesInMetadata[0])).toEqual(
      names.map((name) => `${name}.se`),
    );
    expect(validUntil.getTime()).toBeGreaterThan(Date.now());
    expect(turns).toBeGreaterThan(3);
  });

  it('is refused there for the same reasons as a short one', async () => {
    const changed = long.replace('idp.kommun7.se/sso', 'elsewhere.example/sso');
    await expect(readAggregateAside(task(changed))).rejects.toThrow(MetadataError);
    await expect(readAggregateAside(task(changed))).rejects.toThrow(/not signed, as a whole/);
  });
});
