import { readFile } from 'node:fs/promises';
import { checkScenario, faultInWords, type Scenario } from '../planning/index.js';
import { StartFault } from '../config/start-fault.js';

/** So many faults are told one by one; the rest are counted. */
const TOLD = 20;

/**
 * Reads a scenario from a JSON file and checks it.
 * @throws StartFault with every fault of it and its place, a line each
 */
export async function readScenario(file: string): Promise<Scenario> {
  const checked = checkScenario(await readJson(file));
  if (!checked.ok) throw new StartFault(inLines(file, checked.faults.map(faultInWords)));
  return checked.scenario;
}

/** @throws StartFault where the file cannot be read or is not JSON */
export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new StartFault(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StartFault(`${file}: must be JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Faults of a file, at most twenty of them and a count of the others. */
export function inLines(file: string, faults: readonly string[]): string {
  const more = faults.length - TOLD;
  return [
    ...faults.slice(0, TOLD).map((fault) => `${file}: ${fault}`),
    ...(more > 0 ? [`${file}: and ${more} more ${more === 1 ? 'fault' : 'faults'}`] : []),
  ].join('\n');
}
