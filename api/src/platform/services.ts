import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import type { MailSender } from './mail.ts';

/** What features get from the process when they are composed. */
export type Services = {
  config: Config;
  logger: Logger;
  mail: MailSender;
  /** Signs session cookies and, derived, whatever else needs a key of this installation. */
  secret: string;
};
