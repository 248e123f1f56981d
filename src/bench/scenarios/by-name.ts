import type { Scenario } from '../../planning/index.js';
import { vermontRecords } from '../../examples/vermont/vermont-records.js';
import { scenarioOf } from '../../plans/scenario-of.js';
import { largeVermont } from './large-vermont.js';
import { randomConfederation } from './random-confederation.js';

/** How scenarios are called, for whoever called one by a name that there is not. */
export const SCENARIO_NAMES = 'vermont, large-vermont, large-vermont-TOWNS, random-ASSEMBLIESxGOODSxPERIODS-SEED (random-250x12x4-1), the same with -narrow behind it (roads a tenth as wide)';

/** The scenario of a name; undefined where none is called so. The same name gives the same scenario. */
export function scenarioByName(name: string): Scenario | undefined {
  if (name === 'vermont') return scenarioOf(vermontRecords());
  if (name === 'large-vermont') return largeVermont();
  const towns = (/^large-vermont-(\d+)$/.exec(name))?.[1];
  if (towns !== undefined) return largeVermont(Number(towns));
  const [, size, narrow] = (/^random-(.*?)(-narrow)?$/.exec(name)) ?? [];
  const scenario = size === undefined ? undefined : randomOfSize(size);
  return scenario !== undefined && narrow !== undefined ? withNarrowRoads(scenario) : scenario;
}

function randomOfSize(size: string): Scenario | undefined {
  const [, assemblies, goods, periods, seed] = (/^(\d+)x(\d+)x(\d+)-(\d+)$/.exec(size) ?? []).map(Number);
  if (assemblies === undefined || goods === undefined || periods === undefined || seed === undefined) return undefined;
  return randomConfederation({ assemblies, goods, periods, seed });
}

/** The roads of a random confederation are so wide that at most places they hold nothing down; a tenth of that holds down much. */
function withNarrowRoads(scenario: Scenario): Scenario {
  const routes = (scenario.routes ?? []).map((route) => (route.tonnesPerPeriod === undefined ? route : { ...route, tonnesPerPeriod: route.tonnesPerPeriod / 10 }));
  return { ...scenario, name: `${scenario.name}, narrow roads`, routes };
}
