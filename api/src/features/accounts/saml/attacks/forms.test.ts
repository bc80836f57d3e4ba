import supertest from 'supertest';
import type { TestApp } from '../../../../testing/sign-in.ts';
import { openTestApp } from '../../../../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

describe('a form is refused, and logged with the reason', () => {
  it.each<[string, string, string | Buffer, Record<string, string>, number, string]>([
    [
      'of too many bytes',
      'application/x-www-form-urlencoded',
      `SAMLResponse=${'A'.repeat(600_000)}`,
      {},
      413,
      'size',
    ],
    ['of too many fields', 'application/x-www-form-urlencoded', 'a=1&'.repeat(30), {}, 413, 'size'],
    [
      'in a character set of nobody’s',
      'application/x-www-form-urlencoded; charset=utf-7',
      'SAMLResponse=PHg+',
      {},
      415,
      'form',
    ],
    [
      'packed, and no package',
      'application/x-www-form-urlencoded',
      'SAMLResponse=PHg+',
      { 'Content-Encoding': 'gzip' },
      400,
      'form',
    ],
    [
      'packed in a way of nobody’s',
      'application/x-www-form-urlencoded',
      'SAMLResponse=PHg+',
      { 'Content-Encoding': 'x' },
      415,
      'form',
    ],
    ['of JSON', 'application/json', '{"SAMLResponse":"PHg+"}', {}, 303, 'message'],
    ['of several parts', 'multipart/form-data; boundary=x', '--x--', {}, 303, 'message'],
    ['of XML', 'text/xml', '<x/>', {}, 303, 'message'],
  ])('%s', async (_title, type, body, headers, status, check) => {
    const before = app.warnings.length;
    const answer = await supertest(app.express)
      .post('/saml/acs')
      .set({ 'Content-Type': type, ...headers })
      .send(body);
    expect(answer.status).toBe(status);
    expect(app.warnings.slice(before)).toMatchObject([{ check, reason: expect.any(String) as string }]);
  });
});
