import { backupCommand } from './commands/backup.ts';
import { checkCommand } from './commands/check.ts';
import { demoCommand } from './commands/demo.ts';
import { grantCommand } from './commands/grant.ts';
import { idpCommand } from './commands/idp.ts';
import { purgeCommand } from './commands/purge.ts';
import { reportCommand } from './commands/report.ts';
import { restoreCommand } from './commands/restore.ts';
import { type Command, UsageError } from './command.ts';

const commands: readonly Command[] = [
  backupCommand,
  checkCommand,
  demoCommand,
  grantCommand,
  idpCommand,
  purgeCommand,
  reportCommand,
  restoreCommand,
];

const usageOf = ({ name, usage }: Command) => `npm run media -- ${name} ${usage}`.trimEnd();

function overview(): string {
  const width = Math.max(...commands.map((command) => usageOf(command).length));
  const lines = commands.map((command) => `  ${usageOf(command).padEnd(width)}  ${command.summary}`);
  return [
    'Operator commands. They read the same settings as the server and work while it runs.',
    '',
    ...lines,
  ].join('\n');
}

/** Runs one command and answers with the process’s exit code: 0 done, 1 failed, 2 not understood. */
async function main([name, ...words]: readonly string[]): Promise<number> {
  const command = commands.find((known) => known.name === name);
  if (!command) {
    const asked = name === undefined || name === 'help' || name === '--help';
    (asked ? console.log : console.error)(
      asked ? overview() : `There is no command ${name}.\n\n${overview()}`,
    );
    return asked ? 0 : 2;
  }
  if (words.includes('--help')) {
    console.log(`${usageOf(command)}\n${command.summary}`);
    return 0;
  }
  try {
    console.log(await command.run(words, (line) => console.error(line)));
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!(error instanceof UsageError)) {
      console.error(`${command.name} failed: ${message}`);
      return 1;
    }
    console.error(`${message}\n${usageOf(command)}`);
    return 2;
  }
}

// Whatever a command left open must not keep it from ending.
// oxlint-disable-next-line unicorn/no-process-exit
process.exit(await main(process.argv.slice(2)));
