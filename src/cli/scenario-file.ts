import { checkScenario, faultInWords, readJson as readJsonText, type Fault, type Scenario } from '../planning/index.js';
import { StartFault } from '../config/start-fault.js';
import { readText } from './text-file.js';

/** So many faults are told one by one; the rest are counted. */
const TOLD = 1000;

/** How long a file may be, in bytes, and how many values it may hold: docs/model.md, What a scenario may be. */
interface Most { readonly bytes: number; readonly values: number }
const SCENARIO: Most = { bytes: 100e6, values: 10e6 };
/** A plan has its proof with it, which may be several times as long as the scenario. */
const DOCUMENT: Most = { bytes: 400e6, values: 30e6 };

/**
 * Reads a scenario from a JSON file and checks it.
 * @throws StartFault with every fault of it and its place, a line each
 */
export async function readScenario(file: string): Promise<Scenario> {
  const { document, repeated } = await readDocument(file, SCENARIO);
  const checked = checkScenario(document);
  if (checked.ok && repeated.length === 0) return checked.scenario;
  const faults = [...repeated, ...(checked.ok ? [] : checked.faults)];
  throw new StartFault(inLines(file, faults.map(faultInWords), checked.ok ? 0 : checked.more));
}

/** @throws StartFault where the file cannot be read, is not JSON, or has members that stand twice */
export async function readJson(file: string): Promise<unknown> {
  const { document, repeated } = await readDocument(file, DOCUMENT);
  if (repeated.length > 0) throw new StartFault(inLines(file, repeated.map(faultInWords)));
  return document;
}

async function readDocument(file: string, most: Most): Promise<{ readonly document: unknown; readonly repeated: readonly Fault[] }> {
  const read = readJsonText(await readText(file, most.bytes), most.values);
  if (read.kind === 'none') throw new StartFault(inLines(file, [faultInWords(read.fault)]));
  return read;
}

/** Faults of a file, at most a thousand of them and a count of the others. */
export function inLines(file: string, faults: readonly string[], notListed = 0): string {
  const more = faults.length - TOLD + notListed;
  return [
    ...faults.slice(0, TOLD).map((fault) => `${file}: ${fault}`),
    ...(faults.length > TOLD ? [`${file}: and ${more} more ${more === 1 ? 'fault' : 'faults'}`] : []),
  ].join('\n');
}
