import { openTestApp } from '../testing/test-app.ts';
import type { TestApp } from '../testing/sign-in.ts';
import { startJobs } from './jobs.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

describe('jobs', () => {
  it('that cannot wait run when the process starts, the others by the clock', async () => {
    const ran: string[] = [];
    const newYear = '0 0 1 1 *';
    const job = (name: string) => ({ name, schedule: newYear, run: async () => void ran.push(name) });
    const stop = startJobs([job('patient'), { ...job('urgent'), atStart: true }], app.services.logger);
    await stop();
    expect(ran).toEqual(['urgent']);
  });
});
