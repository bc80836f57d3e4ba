import { type OwnSession, reachOf, roles, type RouteDefinition } from '@mediecentral/contracts';
import mongoose from 'mongoose';
import { book, ekskolan, furnishCentre, kvarnskolan, signInAt } from '../../testing/lending-centre.ts';
import { nobody, type Person, signIn, type TestApp, type Visitor } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { addressOf, rows, type Things } from '../../testing/access-rows.ts';

type Walker = Visitor & Partial<Pick<Person, 'account'>>;

let app: TestApp;
let things: Things;
let people: Record<string, Walker>;
/** What gives the owner away wherever it stands. */
let marks: string[];

beforeAll(async () => {
  app = await openTestApp();
  await furnishCentre();
  const who = { role: 'teacher', eppn: 'owner@development.invalid', displayName: 'Ägaren Ägarsson' } as const;
  const schoolUnitCodes = [kvarnskolan.code];
  const owner = await signIn(app, { ...who, schoolUnitCodes });
  const lost = await signIn(app, { ...who, schoolUnitCodes });
  const { items } = (await lost.get('/api/me/sessions')).body as { items: OwnSession[] };
  const loan = await book(owner);
  const sessionId = items.find(({ current }) => current)?.id ?? '';
  things = { loan, sessionId, accountId: owner.account.id };
  marks = [loan.id, loan.reference, sessionId, owner.account.id, 'owner@', 'Ägarsson'];
  people = {
    nobody: nobody(app),
    'a pupil of the school': await signInAt(app, 'pupil', kvarnskolan),
    'a pupil of another school': await signInAt(app, 'pupil', ekskolan),
    'a teacher of another school': await signInAt(app, 'teacher', ekskolan),
    'another teacher of the school': await signInAt(app, 'teacher', kvarnskolan),
    'an educator': await signInAt(app, 'educator'),
    staff: await signInAt(app, 'staff'),
    'an administrator': await signInAt(app, 'admin'),
    'the owner': owner,
  };
}, 120_000);
afterAll(() => app.close());

/** Whoever calls these is not there any more. */
const closing = new Set(['deleteOwnAccount', 'logout']);

function call(person: Visitor, definition: RouteDefinition) {
  const address = addressOf(definition, things);
  const body = rows[definition.operation]?.body?.(things) ?? {};
  if (definition.method === 'get') return person.get(address);
  if (definition.method === 'post') return person.post(address, body);
  if (definition.method === 'put') return person.put(address, body);
  if (definition.method === 'delete') return person.delete(address);
  throw new Error(`${definition.operation}: no test knows how to ${definition.method}`);
}

type Outcome = 'allowed' | 401 | 403 | 404;

/** What the table says: of the role, and of the ownership of what is asked for. */
function expected({ account }: Walker, { access, operation }: RouteDefinition): Outcome {
  const { of, school } = rows[operation] ?? {};
  if (access === 'public') return 'allowed';
  if (!account) return 401;
  const isOfSchool = account.schoolUnits.some(({ id }) => id === kvarnskolan.id);
  if (access === 'account') return school && !isOfSchool ? 403 : 'allowed';
  const reach = reachOf(account.role, access);
  if (reach === undefined) return 403;
  if (reach === 'own') return of === undefined || account.id === things.accountId ? 'allowed' : 404;
  const asksForSchool = of !== undefined || school === true;
  return reach === 'school' && asksForSchool && !isOfSchool ? 403 : 'allowed';
}

const outcomeOf = (status: number): 'allowed' | number =>
  status === 401 || status === 403 || status === 404 || status >= 500 ? status : 'allowed';

const walked = () => app.definitions.filter(({ operation }) => !closing.has(operation));
const walkers = [
  'nobody',
  'a pupil of the school',
  'a pupil of another school',
  'a teacher of another school',
  'another teacher of the school',
  'an educator',
  'staff',
  'an administrator',
  // Last: the owner ends a session of theirs.
  'the owner',
];

describe('every route', () => {
  it('has its row in the walk, and every row its route', () => {
    const operations = app.definitions.map(({ operation }) => operation);
    expect(new Set(operations).size).toBe(operations.length);
    expect(Object.keys(rows).toSorted()).toEqual(operations.toSorted());
    const pathless = app.definitions.filter(
      ({ operation, params }) => (rows[operation]?.of !== undefined) !== (params !== undefined),
    );
    expect(pathless.map(({ operation }) => operation)).toEqual([]);
  });

  it.each(walkers)(
    'opens to %s where the table says so, and nowhere else',
    async (who) => {
      const person = people[who] as Walker;
      const wrong: unknown[] = [];
      for (const definition of walked()) {
        const { status, text } = await call(person, definition);
        const [is, shouldBe] = [outcomeOf(status), expected(person, definition)];
        if (is !== shouldBe) wrong.push([definition.operation, { is, shouldBe, text }]);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  it('that ends an account or a session is everyone’s for their own, and nobody else’s', async () => {
    for (const role of roles) {
      const leaving = await signIn(app, { role });
      expect((await leaving.post('/api/logout')).status).toBe(204);
      const gone = await signIn(app, { role });
      expect((await gone.delete('/api/me')).status).toBe(204);
      expect((await gone.get('/api/me')).status).toBe(401);
    }
    expect((await nobody(app).delete('/api/me')).status).toBe(401);
    expect((await (people['the owner'] as Walker).get('/api/me')).status).toBe(200);
  }, 60_000);
});

describe('whoever does not belong to the school', () => {
  it.each(['nobody', 'a pupil of the school', 'a pupil of another school', 'a teacher of another school'])(
    'as %s reads nothing of its people and loans, and changes nothing',
    async (who) => {
      const person = people[who] as Walker;
      const before = await everythingKept();
      for (const definition of walked()) {
        const { text } = await call(person, definition);
        const found = marks.filter((mark) => text.includes(mark));
        expect([definition.operation, found]).toEqual([definition.operation, []]);
      }
      expect(await everythingKept()).toEqual(before);
    },
    120_000,
  );

  it('finds nothing of the owner’s among their own things, whatever their role', async () => {
    for (const person of Object.values(people)) {
      if (!person.account || person.account.id === things.accountId) continue;
      const data = await person.download('/api/me/data');
      const sessions = await person.get('/api/me/sessions');
      const found = marks.filter((mark) => `${data.body.toString('utf8')}${sessions.text}`.includes(mark));
      expect([person.account.role, found]).toEqual([person.account.role, []]);
    }
  });
});

/** Every document but those that only say that somebody has been here. */
async function everythingKept(): Promise<Record<string, string[]>> {
  const kept: Record<string, string[]> = {};
  for (const { collectionName } of (await mongoose.connection.db?.collections()) ?? []) {
    if (collectionName === 'login_sessions' || collectionName === 'accounts') continue;
    const documents = await mongoose.connection.collection(collectionName).find().toArray();
    kept[collectionName] = documents.map((document) => JSON.stringify(document));
  }
  return kept;
}
