import type { OwnSession } from '@mediecentral/contracts';
import type { Request } from 'express';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem.ts';
import { endSessionOf, sessionOf } from '../../platform/session.ts';
import { deleteSession, pageOfSessions, type StoredSession } from '../../platform/session.repository.ts';

type Asked = { after?: string | undefined; limit?: number | undefined };

/** Where the person is logged in, the latest login first. */
export const listOwnSessions = (actor: Actor, request: Request, asked: Asked) =>
  pageOfSessions(actor.accountId, asked, clock.now(), (session) =>
    showSession(session, sessionOf(request)?.id),
  );

/**
 * Ends one of the person's own sessions, on every node at once; this one too.
 * @throws ProblemError `not_found` for anybody else's
 */
export async function endOwnSession(actor: Actor, request: Request, id: string): Promise<void> {
  if (id === sessionOf(request)?.id) await endSessionOf(request);
  else if (!(await deleteSession(id, actor.accountId)))
    throw new ProblemError('not_found', 'No such session');
}

const fiveMinutes = 5 * 60_000;

function showSession(session: StoredSession, currentId: string | undefined): OwnSession {
  const lastUsed = Math.floor(session.lastUsedAt.getTime() / fiveMinutes) * fiveMinutes;
  return {
    id: session.id,
    current: session.id === currentId,
    startedAt: session.startedAt.toISOString(),
    lastUsedAt: new Date(Math.max(lastUsed, session.startedAt.getTime())).toISOString(),
    endsAt: session.expiresAt.toISOString(),
  };
}
