import { readServiceKeys } from '../features/accounts/saml/service-keys.ts';
import { type Forge, openForge } from './saml-forge.ts';
import type { TestApp } from './sign-in.ts';
import { openTestApp } from './test-app.ts';

type AttackedApp = {
  app: TestApp;
  /** Two municipalities' providers, whose keys the tests have. */
  kalmar: Forge;
  nybro: Forge;
  /** What the application lets others encrypt for. */
  certificate: string;
};

/** The application under attack, for the tests of one file: there from its first test until after its last. */
export function attackedApp(): AttackedApp {
  const attacked = {} as AttackedApp;
  beforeAll(async () => {
    const app = await openTestApp();
    const { encryption } = await readServiceKeys(app.services.config.dataDirectory);
    const certificate = encryption[0]?.certificate ?? '';
    Object.assign(attacked, {
      app,
      kalmar: await openForge(app, 'kalmar'),
      nybro: await openForge(app, 'nybro'),
      certificate,
    });
  });
  afterAll(() => attacked.app.close());
  return attacked;
}
