import { type KeptThing, keptThings, type RegisterEntry } from '@mediecentral/contracts';
import mongoose, { type Schema } from 'mongoose';
import { JobModel } from '../../platform/job.model.ts';
import { nobody, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** What says something of a person, model by model, and the row of the register that tells of it. */
const personal: Record<string, Partial<Record<KeptThing, string>>> = {
  Account: {
    pupil_account:
      'providerEntityId principalHash role roleByRules schoolUnitIds chosenSchoolUnitId lastLoginAt createdAt',
    teacher_account: 'displayName eppn email searchKeys',
  },
  Grant: { role_grant: 'providerEntityId principalHash role grantedAt' },
  LoginSession: {
    session:
      'accountId role startedAt lastUsedAt login.providerKey login.nameHash login.sealedName login.sessionIndex',
  },
  LoginAttempt: { login_attempt: 'providerKey browserHash returnTo testId' },
  UsedAssertion: { used_assertion: '_id' },
  LoginTest: { login_test: 'startedBy result' },
  LoginLimit: { login_limit: 'key' },
  Loan: {
    loan_borrower:
      'borrower.id borrower.displayName borrower.email purpose events.by events.message untold.remark requestKey requestDigest',
    loan_statistics: 'schoolUnit.id schoolUnit.name stage group pupils lines.units.note',
  },
  Message: {
    loan_message:
      'key covers lastError content.to.name content.to.address content.subject content.text content.attachments.fileName content.attachments.content',
  },
  EquipmentUnit: { unit_history: 'history.by history.note' },
  AuditEntry: { audit_trail: 'by.accountId by.displayName by.role subject.id subject.label changes' },
};

/** What says nothing of any person: things, numbers, times of things, the centre itself. */
const impersonal: Record<string, string> = {
  Account: '_id development',
  Grant: '_id',
  LoginSession: '_id tokenHash csrfToken idleMinutes longestUntil expiresAt',
  LoginAttempt: '_id expiresAt',
  UsedAssertion: 'expiresAt',
  LoginTest: '_id providerKey returnTo expiresAt',
  LoginLimit: '_id points expire',
  Loan: '_id reference state version requestedAt year municipality.code municipality.name from to window.dispatchOn window.arrivesOn window.returnOn window.backOn window.claimedFrom window.claimedTo delivery lines.id lines.modelId lines.modelName lines.drawing lines.shelf lines.contents lines.asked lines.granted lines.units.unitId lines.units.inventoryNumber lines.units.outcome lines.units.repair shipments.direction shipments.carrier shipments.date shipments.tracking events.at events.side events.kind wasSent cameBackLate partlyBack unsettledSince untold.news untold.key unrecorded reminded searchKeys',
  LoanCounter: '_id last',
  Message: '_id state writtenAt nextAttemptAt attempts settledAt content.attachments.mediaType',
  EquipmentUnit:
    '_id modelId inventoryNumber barcode serial codes condition purchasedOn purchasePrice state expectedBack awaySince loan.id loan.reference history.at history.kind history.state history.loan.id history.loan.reference version',
  EquipmentLedger:
    '_id version capacity claims.lineId claims.kind claims.quantity claims.from claims.to claims.loanId claims.reference',
  EquipmentModel:
    '_id name category summary description drawing stages subjects groupSize contents links.title links.url shelf replacementValue maxDays maxQuantity leadDays turnaroundDays installation active sortKey words version',
  AuditEntry: '_id at action subject.kind',
  Centre:
    '_id name product email phone openingHours address.street address.postalCode address.city borrowersKeptMonths',
  Calendars:
    '_id version office.openWeekdays office.closedPeriods.name office.closedPeriods.from office.closedPeriods.to schoolHolidays.name schoolHolidays.from schoolHolidays.to transport.municipalityCode transport.weekdays transport.exceptions transport.departure',
  Municipality: '_id name sortKey',
  SchoolUnit:
    '_id name kind municipalityCode stages schoolUnitCode address.street address.postalCode address.city deliveryNote active sortKey words version',
  IdentityProvider:
    '_id entityId name municipalityCode source metadataUrl ssoUrl logout.requestUrl logout.responseUrl errorUrl certificates encryptionCertificates scopes scopesInMetadata validUntil rules.attribute rules.value rules.role options.signed options.requireEncryption options.signRequests enabled development withdrawn version lastLoginAt lastRefusal.at lastRefusal.check lastRefusal.reference metadataReadAt metadataError keysChanged.at keysChanged.added keysChanged.removed sortKey',
  FederationAggregate: '_id origin generation etag validUntil lastReadAt entities',
  FederationAttempt: '_id at error',
  FederationEntity: '_id generation entityId name sortKey hasPatterns metadata',
  Job: '_id owner leaseUntil lastStartedAt lastEndedAt lastError',
};

function pathsOf(schema: Schema, before = ''): string[] {
  return Object.entries(schema.paths).flatMap(([path, type]) => {
    const { schema: inner } = type as { schema?: Schema };
    return inner ? pathsOf(inner, `${before}${path}.`) : [`${before}${path}`];
  });
}
const wordsIn = (text = '') => text.split(' ').filter((word) => word !== '');

describe('the register of what is kept of people', () => {
  it('knows of every field of every model whether it says something of a person', () => {
    for (const [name, { schema }] of Object.entries(mongoose.models)) {
      const known = [...Object.values(personal[name] ?? {}), impersonal[name]].flatMap(wordsIn);
      expect([name, pathsOf(schema).toSorted()]).toEqual([name, known.toSorted()]);
    }
    expect(Object.keys(mongoose.models)).toContain(JobModel.modelName);
    expect(Object.keys(mongoose.models).length).toBeGreaterThan(20);
  });

  it('has a row for all that does, and no row for what is not there', async () => {
    const { entries } = (await nobody(app).get('/api/register')).body as { entries: RegisterEntry[] };
    const told = entries.map(({ thing }) => thing).toSorted();
    expect(told).toEqual(
      Object.values(personal)
        .flatMap((rows) => Object.keys(rows))
        .toSorted(),
    );
    expect(told).toEqual(keptThings.toSorted());
    for (const { data, people } of entries)
      expect([data.length > 0, people.length > 0]).toEqual([true, true]);
  });
});
