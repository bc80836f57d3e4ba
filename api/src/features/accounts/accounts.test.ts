import type { Account, Me } from '@mediecentral/contracts';
import { nobody, signIn, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

describe('logging in', () => {
  it('makes a teacher out of somebody whom the provider calls an employee', async () => {
    const teacher = await signIn(app, { role: 'teacher', displayName: 'Maja Lindqvist' });
    expect(teacher.account).toMatchObject({
      role: 'teacher',
      displayName: 'Maja Lindqvist',
      schoolUnits: [],
    });
  });
  it('tells nobody who they are', async () => {
    expect((await nobody(app).get('/api/me')).status).toBe(401);
  });
});
