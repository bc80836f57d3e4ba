import type { Role } from '@mediecentral/contracts';

export type SessionLimits = {
  /** Ends when it has not been used for so long. */
  idleMinutes: number;
  /** Ends so long after the login however much it is used. */
  longestMinutes: number;
};

const hours = 60;

/** A lesson and a school day: pupils share the machines that they log in on. */
const pupils: SessionLimits = { idleMinutes: 1 * hours, longestMinutes: 8 * hours };
/** From the morning's lesson to after lunch, and a working day. */
const grownUps: SessionLimits = { idleMinutes: 4 * hours, longestMinutes: 12 * hours };

export const sessionLimitsOf = (role: Role): SessionLimits => (role === 'pupil' ? pupils : grownUps);
