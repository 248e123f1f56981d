import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { scenarioOf } from '../../plans/scenario-of.js';
import { vermontRecords } from './vermont-records.js';

/** The scenario of the Vermont example as a file: one record a line, so that two versions can be compared. */
export function scenarioText(): string {
  const members = Object.entries(scenarioOf(vermontRecords())).map(([name, value]: [string, unknown]) => {
    const text = Array.isArray(value) ? `[\n${value.map((record) => JSON.stringify(record)).join(',\n')}\n]` : JSON.stringify(value);
    return `${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${members.join(',\n')}\n}\n`;
}

function main(args: readonly string[]): number {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0) {
    process.stderr.write('usage: npm run vermont:scenario -- FILE\n');
    return 1;
  }
  const text = scenarioText();
  try {
    writeFileSync(file, text);
  } catch (error) {
    process.stderr.write(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main(process.argv.slice(2));
