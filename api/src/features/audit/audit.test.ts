import type { Actor } from '../../platform/actor.ts';
import { setClock } from '../../platform/clock.ts';
import type { TestApp } from '../../testing/sign-in.ts';
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
    const subject = { kind: 'unit', id: 'BB-01', label: 'BlueBot BB-01' };
    setClock(() => new Date('2026-03-02T08:00:00Z'));
    await recordChange({ actor, action: 'unit.state', subject, changes: { state: 'repair' } });
    setClock(() => new Date('2026-03-03T08:00:00Z'));
    await recordChange({ actor: 'system', action: 'unit.state', subject, changes: { state: 'available' } });
    expect(await findAuditEntries(subject)).toEqual([
      {
        at: new Date('2026-03-03T08:00:00Z'),
        action: 'unit.state',
        subject,
        changes: { state: 'available' },
      },
      {
        at: new Date('2026-03-02T08:00:00Z'),
        by: { accountId: actor.accountId, displayName: 'Kerstin Ahl', role: 'staff' },
        action: 'unit.state',
        subject,
        changes: { state: 'repair' },
      },
    ]);
  });

  it('cannot be changed or removed', async () => {
    const subject = { kind: 'unit', id: 'BB-02' };
    await recordChange({ actor, action: 'unit.added', subject });
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
