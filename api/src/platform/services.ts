import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import type { MailSender } from './mail.ts';

/** What features get from the process when they are composed. */
export type Services = {
  config: Config;
  logger: Logger;
  mail: MailSender;
  /** What every key of this installation is derived from. */
  secret: string;
};
