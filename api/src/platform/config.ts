import { z } from 'zod';

const yesNo = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((value) => ['true', '1', 'yes'].includes(value));
const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value));

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: optionalText,
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  SESSION_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DEMO: yesNo.optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MEDIA_DIR: optionalText,
  SAML_ENTITY_ID: optionalText,
  SAML_METADATA_URL: z.url({ protocol: /^https?$/ }).optional(),
  SAML_METADATA_CERT: optionalText,
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
});

export type Config = {
  environment: 'development' | 'test' | 'production';
  production: boolean;
  port: number;
  host: string;
  /** Without a slash at the end; absent until the port is known when it is not set and `PORT` is 0. */
  publicUrl: string;
  dataDirectory: string;
  /** Absent: the embedded database. */
  mongodbUri: string | undefined;
  /** Absent: made at first start and kept in the data directory. */
  sessionSecret: string | undefined;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** The demo centre and the development identity provider. */
  demo: boolean;
  smtpUrl: string | undefined;
  mediaDirectory: string | undefined;
  saml: {
    entityId: string | undefined;
    metadataUrl: string | undefined;
    metadataCertificate: string | undefined;
  };
  /** How many reverse proxies stand in front, whose `X-Forwarded-*` is believed. */
  trustedProxies: number;
};

/** A setting that cannot be used; `message` is one line that names it. */
export class ConfigError extends Error {}

/**
 * Reads the settings that `9-interfaces` names from an environment.
 * @throws ConfigError at the first one that is wrong or missing.
 */
export function readConfig(source: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(source);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`${String(issue?.path[0])}: ${issue?.message ?? 'is not valid'}`);
  }
  const settings = parsed.data;
  const production = settings.NODE_ENV === 'production';
  const demo = settings.DEMO ?? !production;
  if (production && demo) throw new ConfigError('DEMO: cannot be on in production');
  if (production && !settings.SESSION_SECRET)
    throw new ConfigError('SESSION_SECRET: is required in production');
  if (production && !settings.PUBLIC_URL) throw new ConfigError('PUBLIC_URL: is required in production');
  if (Boolean(settings.SAML_METADATA_URL) !== Boolean(settings.SAML_METADATA_CERT)) {
    const missing = settings.SAML_METADATA_URL ? 'SAML_METADATA_CERT' : 'SAML_METADATA_URL';
    throw new ConfigError(`${missing}: the address and the certificate of the aggregate belong together`);
  }
  const host = settings.HOST ?? (production ? '0.0.0.0' : '127.0.0.1');
  return {
    environment: settings.NODE_ENV,
    production,
    port: settings.PORT,
    host,
    publicUrl: (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, ''),
    dataDirectory: settings.DATA_DIR,
    mongodbUri: settings.MONGODB_URI,
    sessionSecret: settings.SESSION_SECRET,
    logLevel: settings.LOG_LEVEL,
    demo,
    smtpUrl: settings.SMTP_URL,
    mediaDirectory: settings.MEDIA_DIR,
    saml: {
      entityId: settings.SAML_ENTITY_ID,
      metadataUrl: settings.SAML_METADATA_URL,
      metadataCertificate: settings.SAML_METADATA_CERT,
    },
    trustedProxies: settings.TRUST_PROXY,
  };
}
