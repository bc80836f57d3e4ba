import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { exportYearsLoans, withServices } from 'api';
import { type Command, UsageError } from '../command.ts';

const formats = ['xlsx', 'csv'] as const;

/** Writes the year’s loans into the working directory, as the page for statistics gives them. */
export const reportCommand: Command = {
  name: 'report',
  usage: 'YEAR [--format xlsx|csv]',
  summary: 'write the year’s loans by municipality and model into a file here',
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { format: { type: 'string', default: 'xlsx' } },
      allowPositionals: true,
    });
    const year = Number(positionals[0]);
    const format = formats.find((known) => known === values.format);
    if (!Number.isInteger(year) || year < 2000 || year > 2100)
      throw new UsageError('Name a year, such as 2026.');
    if (!format) throw new UsageError(`A format is ${formats.join(' or ')}.`);
    const { fileName, content } = await withServices(process.env, () => exportYearsLoans(year, { format }));
    await writeFile(fileName, content);
    return `Wrote ${fileName}.`;
  },
};
