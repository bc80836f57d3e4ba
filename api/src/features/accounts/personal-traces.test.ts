import mongoose from 'mongoose';
import { pino } from 'pino';
import { createApp } from '../../app.ts';
import { developmentProviderKey } from '../../process/development-provider.ts';
import { blueBot, book, furnishCentre, kvarnskolan } from '../../testing/lending-centre.ts';
import {
  askProvider,
  cookiesOf,
  developmentScope,
  openBrowser,
  postAnswer,
} from '../../testing/login-in-steps.ts';
import { personOf, signIn, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { grantRole } from './index.ts';

let app: TestApp;
/** Every line that the whole application logs, at the most talkative level. */
const lines: string[] = [];
beforeAll(async () => {
  const quiet = await openTestApp();
  const logger = pino({ level: 'trace', base: null }, { write: (line) => void lines.push(line) });
  const { express, definitions, jobs } = createApp({ ...quiet.services, logger });
  app = { ...quiet, express, definitions, jobs };
  await furnishCentre();
});
afterAll(() => app.close());

async function wholeDatabase(): Promise<string> {
  const collections = (await mongoose.connection.db?.collections()) ?? [];
  const documents = await Promise.all(collections.map((collection) => collection.find().toArray()));
  return JSON.stringify(documents);
}

describe('a pupil', () => {
  it('leaves neither name nor account in the database, after logins, a refused one and a logout', async () => {
    const who = {
      role: 'pupil',
      eppn: `liten.larsson@${developmentScope}`,
      displayName: 'Liten Larsson',
      schoolUnitCodes: [kvarnskolan.code],
    } as const;
    const pupil = await signIn(app, { ...who, schoolUnitCodes: [...who.schoolUnitCodes] });
    await signIn(app, { ...who, schoolUnitCodes: [...who.schoolUnitCodes] });
    await pupil.put('/api/me/school-unit', { schoolUnitId: kvarnskolan.id });
    await pupil.get('/api/loans');
    // Some providers call people by their ePPN in the NameID, too.
    const named = { ...personOf({ ...who, schoolUnitCodes: [] }), nameId: who.eppn };
    const replayed = openBrowser(app);
    const answer = await askProvider(app, replayed, named);
    expect(Buffer.from(answer.SAMLResponse, 'base64').toString()).toContain(`>${who.eppn}</saml:NameID>`);
    await postAnswer(replayed, answer);
    await postAnswer(replayed, answer);
    expect((await replayed.get('/api/me')).status).toBe(200);
    const traces = await wholeDatabase();
    expect(traces).toContain(pupil.account.id);
    expect(traces).not.toMatch(/larsson|liten/i);
    await pupil.post('/api/logout');
    expect(await wholeDatabase()).not.toMatch(/larsson|liten/i);
  });

  it('who was somebody with a grant is no name in the database again once it is taken back', async () => {
    const eppn = `praktikant.persson@${developmentScope}`;
    const grant = { idp: developmentProviderKey, eppn };
    await grantRole(app.services, { ...grant, role: 'educator' });
    await signIn(app, { role: 'pupil', eppn, displayName: 'Praktikant Persson' });
    await grantRole(app.services, { ...grant, role: 'pupil' });
    await signIn(app, { role: 'pupil', eppn, displayName: 'Praktikant Persson' });
    const collections = (await mongoose.connection.db?.collections()) ?? [];
    for (const collection of collections) {
      // The trail says who was given what, as long as there is a trail.
      if (collection.collectionName === 'audit') continue;
      expect(JSON.stringify(await collection.find().toArray())).not.toMatch(/persson/i);
    }
  });
});

describe('the log', () => {
  it('says nothing of who logs in, books, searches and is refused, at its most talkative', async () => {
    lines.length = 0;
    const eppn = `vera.viktig@${developmentScope}`;
    const browser = openBrowser(app);
    const person = {
      ...personOf({ role: 'teacher', eppn, displayName: 'Vera Viktig' }),
      schoolUnitCodes: [kvarnskolan.code],
    };
    const answer = await askProvider(app, browser, person, '/utrustning?sok=hemligt');
    await postAnswer(browser, answer);
    await postAnswer(browser, answer);
    const teacher = await signIn(app, {
      role: 'teacher',
      eppn,
      displayName: 'Vera Viktig',
      schoolUnitCodes: [kvarnskolan.code],
    });
    await book(teacher, { purpose: 'Hemlig anteckning', lines: [{ modelId: blueBot.id, quantity: 1 }] });
    await teacher.post('/api/loans', { purpose: 'Hemlig anteckning' });
    const admin = await signIn(app, { role: 'admin', displayName: 'Admin Viktig' });
    await admin.get('/api/accounts', { q: 'viktig' });
    await admin.get('/api/loans', { q: 'hemlig' });
    await admin.post('/api/grants', {
      idp: developmentProviderKey,
      eppn: 'vera.viktig@annan.se',
      role: 'staff',
    });
    const log = lines.join('');
    expect(lines.length).toBeGreaterThan(10);
    expect(log).toContain('/api/accounts');
    expect(log).not.toMatch(/viktig|hemlig|larsson/i);
    const secrets = [answer.SAMLResponse.slice(0, 40), ...cookiesOf(browser).split(/; ?|=/)];
    for (const secret of secrets.filter(({ length }) => length > 20)) expect(log).not.toContain(secret);
    expect(log).not.toMatch(/127\.0\.0\.1|::1|user-agent|"remoteAddress"|csrf-token/i);
  });
});
