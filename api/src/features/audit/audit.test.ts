import type { Actor } from '../../platform/actor.ts';
import { setClock } from '../../platform/clock.ts';
import { signIn, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { AuditEntryModel } from './audit-entry.model.ts';
import { findAuditEntries, recordChange } from './index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterEach(() => setClock());
afterAll(() => app.close());

const actor: Actor = {
  accountId: 'a'.repeat(24),
  role: 'staff',
  displayName: 'Kerstin Ahl',
  email: undefined,
  schoolUnitIds: [],
};

describe('the audit trail', () => {
  it('says who did what to what, when and with what values, the latest first', async () => {
    const subject = { kind: 'unit', id: 'BB-01', label: 'BlueBot BB-01' } as const;
    setClock(() => new Date('2026-03-02T08:00:00Z'));
    await recordChange({ actor, action: 'unit.state_changed', subject, changes: { state: 'repair' } });
    setClock(() => new Date('2026-03-03T08:00:00Z'));
    await recordChange({
      actor: 'system',
      action: 'unit.state_changed',
      subject,
      changes: { state: 'available' },
    });
    expect(await findAuditEntries(subject)).toEqual([
      {
        at: new Date('2026-03-03T08:00:00Z'),
        action: 'unit.state_changed',
        subject,
        changes: { state: 'available' },
      },
      {
        at: new Date('2026-03-02T08:00:00Z'),
        by: { accountId: actor.accountId, displayName: 'Kerstin Ahl', role: 'staff' },
        action: 'unit.state_changed',
        subject,
        changes: { state: 'repair' },
      },
    ]);
  });

  it('cannot be changed or removed', async () => {
    const subject = { kind: 'unit', id: 'BB-02' } as const;
    await recordChange({ actor, action: 'unit.created', subject });
    const entry = await AuditEntryModel.findOne({ 'subject.kind': 'unit', 'subject.id': 'BB-02' });
    await expect(AuditEntryModel.updateMany({}, { $set: { action: 'x' } })).rejects.toThrow(/only added to/);
    await expect(AuditEntryModel.deleteMany({})).rejects.toThrow(/only added to/);
    await expect(AuditEntryModel.findOneAndDelete({ 'subject.id': 'BB-02' })).rejects.toThrow(
      /only added to/,
    );
    await expect(AuditEntryModel.bulkWrite([{ deleteMany: { filter: {} } }])).rejects.toThrow(
      /only added to/,
    );
    await expect(entry?.deleteOne()).rejects.toThrow(/only added to/);
    entry?.set('action', 'x');
    await expect(entry?.save()).rejects.toThrow(/only added to/);
    expect(await findAuditEntries(subject)).toHaveLength(1);
  });
});

describe('the list of the audit trail', () => {
  it('is for administrators: by day at the centre, action, subject and person, a page at a time', async () => {
    const admin = await signIn(app, { role: 'admin' });
    const subject = { kind: 'school_unit', id: 'c'.repeat(24) } as const;
    // The last minute of 1 April in Sweden, and the first two of the day after.
    for (const instant of ['2026-04-01T21:59:00Z', '2026-04-01T22:00:00Z', '2026-04-01T22:01:00Z']) {
      setClock(() => new Date(instant));
      await recordChange({ actor, action: 'school_unit.changed', subject });
    }
    setClock();
    const list = async (query: Record<string, string | number>) =>
      (await admin.get('/api/audit', query)).body as {
        items: { at: string }[];
        total: number;
        next?: string;
      };
    const day = { from: '2026-04-02', to: '2026-04-02' };
    expect((await list(day)).items.map(({ at }) => at)).toEqual([
      '2026-04-01T22:01:00.000Z',
      '2026-04-01T22:00:00.000Z',
    ]);
    const mine = { action: 'school_unit.changed', subjectKind: 'school_unit', by: actor.accountId };
    const first = await list({ ...mine, limit: 2 });
    expect([first.total, first.items.length]).toEqual([3, 2]);
    const rest = await list({ ...mine, limit: 2, after: String(first.next) });
    expect(rest.items.map(({ at }) => at)).toEqual(['2026-04-01T21:59:00.000Z']);
    expect((await list({ ...mine, subjectId: 'd'.repeat(24) })).total).toBe(0);
  });
});
