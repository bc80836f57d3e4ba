import { partsOf } from '@mediecentral/calendar';
import type { EquipmentModel, LoanRequest } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import { clock } from '../../platform/clock.ts';
import { newId, nextReference } from './loan.repository.ts';
import type { LineRecord, LoanRecord } from './loan-record.ts';
import { sideOf } from './loans.policy.ts';
import type { Weighed } from './weigh-request.ts';

export type NewLoan = {
  actor: Actor;
  request: LoanRequest;
  weighed: Weighed;
  requestKey: string;
  requestDigest: string;
};

/** The loan that a request makes, with a reference of its own and copies of what it will be counted by. */
export async function newLoan({
  actor,
  request,
  weighed,
  requestKey,
  requestDigest,
}: NewLoan): Promise<LoanRecord> {
  const now = clock.now();
  const { schoolUnit, models, rules, window } = weighed;
  const { from, to, delivery, group, pupils, purpose, override } = request;
  const stage = request.stage ?? (schoolUnit.stages.length === 1 ? schoolUnit.stages[0] : undefined);
  const id = newId();
  return {
    id,
    reference: await nextReference(partsOf(rules.today).year),
    state: 'reserving',
    version: 0,
    requestedAt: now,
    year: Number(from.slice(0, 4)),
    borrower: {
      id: actor.accountId,
      displayName: actor.displayName,
      ...(actor.email ? { email: actor.email } : {}),
    },
    schoolUnit: { id: schoolUnit.id, name: schoolUnit.name },
    municipality: schoolUnit.municipality,
    from,
    to,
    window,
    delivery,
    ...(stage ? { stage } : {}),
    ...(group ? { group } : {}),
    ...(pupils ? { pupils } : {}),
    ...(purpose ? { purpose } : {}),
    lines: request.lines.map(({ modelId, quantity }) => newLine(models.get(modelId), quantity)),
    shipments: [],
    events: [
      {
        at: now,
        by: actor.displayName,
        side: sideOf(actor),
        kind: 'requested',
        ...(override ? { message: override } : {}),
      },
    ],
    wasSent: false,
    unsettledSince: now,
    untold: [{ news: 'requested', key: `loan:${id}:requested` }],
    requestKey,
    requestDigest,
  };
}

function newLine(model: EquipmentModel | undefined, asked: number): LineRecord {
  if (!model) throw new Error('the rules have let a line without a model through');
  const { id: modelId, name: modelName, drawing, shelf, contents } = model;
  return { id: newId(), modelId, modelName, drawing, shelf, contents, asked, units: [] };
}
