import { reachOf, roles, type RouteDefinition } from '@mediecentral/contracts';
import { nobody, type Person, signIn, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const anyId = '0123456789abcdef01234567';
const addressOf = ({ path }: RouteDefinition) =>
  path.replaceAll('{year}', '2026').replaceAll(/\{\w+\}/g, anyId);

function call(person: Pick<Person, 'get' | 'post' | 'put'>, definition: RouteDefinition) {
  const { method } = definition;
  if (method === 'get') return person.get(addressOf(definition));
  if (method === 'post') return person.post(addressOf(definition), {});
  if (method === 'put') return person.put(addressOf(definition), {});
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
        if (access === 'public' || access === 'account') continue;
        const { status, body } = await call(person, definition);
        const refused = status === 403 && (body as { code?: string }).code === 'forbidden';
        expect([operation, refused]).toEqual([operation, reachOf(role, access) === undefined]);
      }
    },
  );

  it('is described under an operation of its own', () => {
    const operations = app.definitions.map(({ operation }) => operation);
    expect(new Set(operations).size).toBe(operations.length);
  });
});
