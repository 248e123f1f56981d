import type { Scenario } from '../../planning/index.js';
import { vermontRecords } from '../../examples/vermont/vermont-records.js';
import { scenarioOf } from '../../plans/scenario-of.js';
import { largeVermont } from './large-vermont.js';
import { randomConfederation } from './random-confederation.js';

/** How scenarios are called, for whoever called one by a name that there is not. */
export const SCENARIO_NAMES = 'vermont, large-vermont, large-vermont-TOWNS, random-ASSEMBLIESxGOODSxPERIODS-SEED (random-250x12x4-1)';

/** The scenario of a name; undefined where none is called so. The same name gives the same scenario. */
export function scenarioByName(name: string): Scenario | undefined {
  if (name === 'vermont') return scenarioOf(vermontRecords());
  if (name === 'large-vermont') return largeVermont();
  const towns = (/^large-vermont-(\d+)$/.exec(name))?.[1];
  if (towns !== undefined) return largeVermont(Number(towns));
  const [, assemblies, goods, periods, seed] = (/^random-(\d+)x(\d+)x(\d+)-(\d+)$/.exec(name) ?? []).map(Number);
  if (assemblies === undefined || goods === undefined || periods === undefined || seed === undefined) return undefined;
  return randomConfederation({ assemblies, goods, periods, seed });
}
