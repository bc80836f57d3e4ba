import { readConfig } from './config.ts';

const production = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'a'.repeat(32),
  PUBLIC_URL: 'https://media.example.se/',
};

describe('readConfig', () => {
  it('needs nothing outside production', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      demo: true,
      publicUrl: 'http://localhost:3000',
      dataDirectory: './data',
    });
  });

  it('listens on every address and keeps the demo off in production', () => {
    expect(readConfig(production)).toMatchObject({
      host: '0.0.0.0',
      demo: false,
      publicUrl: 'https://media.example.se',
    });
  });

  it.each([
    [{ PORT: 'many' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV'],
    [{ MONGODB_URI: 'localhost' }, 'MONGODB_URI'],
    [{ SMTP_URL: 'mail.example.se' }, 'SMTP_URL'],
    [{ DEMO: 'perhaps' }, 'DEMO'],
    [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ ...production, SESSION_SECRET: undefined }, 'SESSION_SECRET'],
    [{ ...production, PUBLIC_URL: undefined }, 'PUBLIC_URL'],
    [{ ...production, DEMO: 'true' }, 'DEMO'],
    [{ SAML_METADATA_URL: 'https://md.example.se/all.xml' }, 'SAML_METADATA_CERT'],
  ])('stops at %j with one line that names %s', (source, name) => {
    expect(() => readConfig(source)).toThrow(new RegExp(`^${name}: [^\n]+$`));
  });
});
