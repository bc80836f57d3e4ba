import { type OwnSession, reachOf, roles, type RouteDefinition } from '@mediecentral/contracts';
import { nobody, signIn, type TestApp, type Visitor } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** Whoever calls these is not there any more; each has tests of its own. */
const closing = new Set(['deleteOwnAccount']);

const anyId = '0123456789abcdef01234567';
const addressOf = ({ path }: RouteDefinition, id: string) =>
  path.replaceAll('{year}', '2026').replaceAll(/\{\w+\}/g, id);

function call(person: Visitor, definition: RouteDefinition, id = anyId) {
  const { method } = definition;
  const address = addressOf(definition, id);
  if (method === 'get') return person.get(address);
  if (method === 'post') return person.post(address, {});
  if (method === 'put') return person.put(address, {});
  if (method === 'delete') return person.delete(address);
  throw new Error(`${definition.operation}: no test knows how to ${method}`);
}

describe('every route', () => {
  it('that is not public is closed to whoever has not logged in', async () => {
    for (const definition of app.definitions.filter(({ access }) => access !== 'public')) {
      const { status } = await call(nobody(app), definition);
      expect([definition.operation, status]).toEqual([definition.operation, 401]);
    }
  });

  it.each(roles)(
    'is closed to the role %s where the table does not open it, and to no other',
    async (role) => {
      const person = await signIn(app, { role });
      for (const definition of app.definitions) {
        const { access, operation } = definition;
        if (access === 'public' || access === 'account' || closing.has(operation)) continue;
        const { status, body } = await call(person, definition);
        const refused = status === 403 && (body as { code?: string }).code === 'forbidden';
        expect([operation, refused]).toEqual([operation, reachOf(role, access) === undefined]);
      }
    },
  );

  it('about one’s own things finds nothing that is somebody else’s, for any role', async () => {
    const owner = await signIn(app, { role: 'admin' });
    const { items } = (await owner.get('/api/me/sessions')).body as { items: OwnSession[] };
    const own = app.definitions.filter(({ access, params }) => access === 'account.manage' && params);
    expect(own.length).toBeGreaterThan(0);
    for (const role of roles) {
      const person = await signIn(app, { role });
      for (const definition of own) {
        const { status } = await call(person, definition, items[0]?.id);
        expect([role, definition.operation, status]).toEqual([role, definition.operation, 404]);
      }
    }
    expect((await owner.get('/api/me')).status).toBe(200);
  });

  it('is described under an operation of its own', () => {
    const operations = app.definitions.map(({ operation }) => operation);
    expect(new Set(operations).size).toBe(operations.length);
  });
});
