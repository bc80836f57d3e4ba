import type { RegisterEntry } from '@mediecentral/contracts';
import { sessionLimitsOf } from '../../platform/session-limits.ts';
import { keptInTrail } from '../audit/index.ts';
import { keptOfUnits } from '../equipment/index.ts';
import { keptForFigures, keptOfBorrowers } from '../loans/index.ts';
import { keptOfMessages } from '../notifications/index.ts';
import { readBorrowersKept } from '../organisation/index.ts';
import { loginMinutes } from './browser-cookie.ts';
import { limitMinutes } from './login-limits.ts';
import { pupilMonths } from './unused-since.ts';

/** What is kept of people, why and how long: each entry stands by the code that keeps it, with the numbers it goes by. */
export async function showRegister(): Promise<{ entries: RegisterEntry[] }> {
  return {
    entries: [
      ...keptOfAccounts,
      keptOfBorrowers(await readBorrowersKept()),
      keptOfMessages,
      keptForFigures,
      keptOfUnits,
      keptInTrail,
    ],
  };
}

const longestSession = Math.max(
  ...(['pupil', 'teacher', 'staff'] as const).map((role) => sessionLimitsOf(role).longestMinutes),
);

const keptOfAccounts: readonly RegisterEntry[] = [
  {
    thing: 'pupil_account',
    people: ['pupils'],
    data: ['principalHash', 'schoolUnitIds', 'lastLoginAt'],
    purpose: 'log_in',
    kept: { kind: 'months', months: pupilMonths, since: 'last_login' },
  },
  {
    thing: 'teacher_account',
    people: ['teachers', 'staff'],
    data: ['displayName', 'eppn', 'email', 'role', 'schoolUnitIds', 'lastLoginAt'],
    purpose: 'log_in',
    kept: { kind: 'while_account' },
  },
  {
    thing: 'role_grant',
    people: ['staff'],
    data: ['principalHash', 'role', 'grantedAt'],
    purpose: 'log_in',
    kept: { kind: 'while_account' },
  },
  {
    thing: 'session',
    people: ['pupils', 'teachers', 'staff'],
    data: ['role', 'startedAt', 'lastUsedAt', 'nameId'],
    purpose: 'log_in',
    kept: { kind: 'hours', hours: longestSession / 60 },
  },
  {
    thing: 'login_attempt',
    people: ['pupils', 'teachers', 'staff'],
    data: ['browserHash', 'returnTo'],
    purpose: 'log_in',
    kept: { kind: 'minutes', minutes: loginMinutes },
  },
  {
    thing: 'used_assertion',
    people: ['pupils', 'teachers', 'staff'],
    data: ['assertionId'],
    purpose: 'log_in',
    kept: { kind: 'hours', hours: 1 },
  },
  {
    thing: 'login_test',
    people: ['pupils', 'teachers', 'staff'],
    data: ['startedBy', 'attributes'],
    purpose: 'run',
    kept: { kind: 'hours', hours: 1 },
  },
  {
    thing: 'login_limit',
    people: ['pupils', 'teachers', 'staff'],
    data: ['addressHash'],
    purpose: 'run',
    kept: { kind: 'minutes', minutes: limitMinutes },
  },
];
