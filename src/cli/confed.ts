#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Argument, Command } from 'commander';
import type { Document } from './fetch.js';
import { runCommand } from './run-command.js';

// Each command loads what it needs when it runs, so that help and small commands are quick.
const program = new Command('confed')
  .description('Plans by need for confederations of assemblies.')
  .version(version())
  .addHelpText('after', `
Settings, in the environment:
  PORT          port of the service (3000)
  HOST          address it listens on (127.0.0.1)
  DATA_DIR      folder of the database (./data)
  DATABASE_URL  a PostgreSQL of your own, 15 or newer, in place of the one in DATA_DIR

Exit code: 0 when all is well, 1 when it cannot be, with the reason on stderr.`);

program.command('serve')
  .description('serve the records and plans over GraphQL, until Ctrl-C')
  .action(async () => {
    await runCommand(async (stage) => {
      const { serve } = await import('./serve.js');
      await serve(stage);
    }, 0);
  });

program.command('load')
  .description('put an example into the database')
  .addArgument(new Argument('<example>', 'which one').choices(['vermont']))
  .action(async () => {
    await runCommand(async (stage) => {
      const { load } = await import('./load.js');
      await load(stage);
    });
  });

program.command('fetch')
  .description('get the scenario or the plan as a file from the running service, byte for byte as it was computed')
  .addArgument(new Argument('<document>', 'which kind').choices(['scenario', 'plan']))
  .argument('<id>', 'sha256 of a scenario, id of a plan')
  .option('-o, --output <file>', 'file to write (stdout where it is left out)')
  .action(async (document: Document, id: string, { output }: { output?: string }) => {
    await runCommand(async (stage) => {
      const { fetchDocument } = await import('./fetch.js');
      await fetchDocument(document, id, output, stage.signal);
    });
  });

await program.parseAsync();

function version(): string {
  const file: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof file === 'object' && file !== null && 'version' in file ? String(file.version) : 'unknown';
}
