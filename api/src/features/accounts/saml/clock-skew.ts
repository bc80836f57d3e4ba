/** How far a provider's clock may be from ours, in milliseconds: three minutes, as other service providers allow. */
export const clockSkew = 3 * 60_000;

/** How long a message may be under way, in milliseconds, whatever it says itself. */
export const longestUnderWay = 10 * 60_000;
