import type { ManagedProvider } from '@mediecentral/contracts';

/** Nobody has logged in there since somebody was refused. */
export const isRefusing = ({ lastLoginAt, lastRefusal }: ManagedProvider): boolean =>
  lastRefusal !== undefined && (lastLoginAt === undefined || lastRefusal.at > lastLoginAt);

const urgency: Record<ManagedProvider['state'], number> = { expired: 0, expiring: 1, ok: 3, disabled: 4 };

/** What breaks first stands first; the rest by name. */
export const byUrgency = (providers: readonly ManagedProvider[]): ManagedProvider[] =>
  providers.toSorted(
    (one, other) => urgencyOf(one) - urgencyOf(other) || one.name.localeCompare(other.name, 'sv'),
  );

const urgencyOf = (provider: ManagedProvider) =>
  provider.state === 'ok' && isRefusing(provider) ? 2 : urgency[provider.state];
