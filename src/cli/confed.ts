#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { ENGINES, type EngineName } from '../solvers/engines.js';
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
  OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT
                an OpenID Connect provider at which people sign in (docs/accounts.md)
  DATABASE_APP_URL
                another login to it for the service itself (docs/wall.md)
  DATABASE_URL  a PostgreSQL of your own, 15 or newer, in place of the one in DATA_DIR
  WORKERS       0: the service leaves plans to \`confed worker\` (1: it makes them itself too)

Exit code: 0 when all is well, 1 when it cannot be, with the reason on stderr.`);

program.command('serve')
  .description('serve the records and plans over GraphQL, until Ctrl-C')
  .action(async () => {
    await runCommand(async (stage) => {
      const { serve } = await import('./serve.js');
      await serve(stage);
    }, 0);
  });

program.command('worker')
  .description('make plans, and parts of plans, for the service that uses the same DATABASE_URL, until Ctrl-C; on as many machines as you like (docs/workers.md)')
  .action(async () => {
    await runCommand(async (stage) => {
      const { worker } = await import('./worker.js');
      await worker(stage);
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

program.command('begin')
  .description('begin with an assembly of your own, in a database in which nobody acts yet: prints the link of its first delegate; the example is not loaded then')
  .argument('<assembly>', 'name of the assembly')
  .argument('<person>', 'name of its first delegate')
  .action(async (assembly: string, person: string) => {
    await runCommand(async (stage) => {
      const { begin } = await import('./begin.js');
      await begin(assembly, person, stage);
    });
  });

program.command('recall')
  .description('end a mandate at the word of the assembly that gave it, where nobody is left who could submit that; it is in the public record')
  .argument('<mandate>', 'id of the mandate')
  .action(async (mandate: string) => {
    await runCommand(async (stage) => {
      const { recall } = await import('./recall.js');
      await recall(mandate, stage);
    });
  });

program.command('link')
  .description('print a new one-time link for the first person of the example, who has not begun yet; older ones lapse')
  .action(async () => {
    await runCommand(async (stage) => {
      const { link } = await import('./link.js');
      await link(stage);
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

program.command('plan')
  .description('plan a scenario file: leximin by tiers, then least effort; the plan is checked before it is written')
  .addHelpText('after', `
With --regions the assemblies are grouped into so many regions by their roads: the confederation of regions is planned first, then each
region by itself. That plans what is too large to be planned whole. The plan can be carried out, but it is not proved to be the best:
docs/model.md, Nested plans.`)
  .argument('<scenario>', 'scenario file (docs/schemas/scenario.schema.json)')
  .option('-o, --output <file>', 'file to write the plan to (stdout where it is left out)')
  .addOption(new Option('--engine <engine>', 'what solves the linear programs').choices(ENGINES).default(ENGINES[0]))
  .addOption(new Option('--regions <number>', 'plan nested, in so many regions').argParser(numberOfRegions))
  .action(async (scenario: string, { output, ...options }: { output?: string; engine: EngineName; regions?: number }) => {
    await runCommand(async (stage) => {
      const { planFile } = await import('./plan.js');
      await planFile(scenario, output, options, stage);
    });
  });

program.command('verify')
  .description('check a plan from the scenario and the plan alone, without a solver')
  .argument('<scenario>', 'scenario file')
  .argument('<plan>', 'plan file')
  .action(async (scenario: string, plan: string) => {
    await runCommand(async (stage) => {
      const { verifyFiles } = await import('./verify.js');
      await verifyFiles(scenario, plan, stage);
    });
  });

program.command('explain')
  .description('say why needs are met no further: what holds them down in the whole plan, and what one more of it would bring')
  .argument('<scenario>', 'scenario file')
  .argument('<plan>', 'plan file, which is verified first')
  .option('--assembly <id>', 'the needs of one assembly, one by one')
  .action(async (scenario: string, plan: string, { assembly }: { assembly?: string }) => {
    await runCommand(async () => {
      const { explainFiles } = await import('./explain.js');
      await explainFiles(scenario, plan, assembly);
    });
  });

program.command('export')
  .description('write the linear program of a scenario\'s first level for other solvers')
  .argument('<scenario>', 'scenario file')
  .addOption(new Option('--format <format>', 'of the file').choices(['mps', 'lp']).makeOptionMandatory())
  .option('-o, --output <file>', 'file to write (stdout where it is left out)')
  .action(async (scenario: string, { format, output }: { format: 'mps' | 'lp'; output?: string }) => {
    await runCommand(async () => {
      const { exportFile } = await import('./export.js');
      await exportFile(scenario, format, output);
    });
  });

program.command('audit')
  .description('the public record of every change')
  .command('verify')
  .description('walk the public record and find a row that was edited, removed, put in, moved or cut off; of a database also records that were changed past it')
  .addOption(new Option('--url <url>', 'the record of a service that runs there, in place of the database of the settings'))
  .addOption(new Option('--file <file>', 'rows that somebody kept, as GET /record gives them, - for stdin').conflicts('url'))
  .option('--head <count:hash>', 'a head that somebody kept: the record must still lead there')
  .action(async (options: { url?: string; file?: string; head?: string }) => {
    await runCommand(async (stage) => {
      const { verifyAudit } = await import('./audit-verify.js');
      await verifyAudit(options, stage);
    });
  });

await program.parseAsync();

function numberOfRegions(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return Number(text);
}

function version(): string {
  const file: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof file === 'object' && file !== null && 'version' in file ? String(file.version) : 'unknown';
}
