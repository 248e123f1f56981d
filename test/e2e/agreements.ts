import type { Api } from './graphql.js';
import { join, type Made, make, makeAssembly, makeConfederation, makeGood } from './records.js';

/** Makers of what assemblies agree on together, and of what they declare: see records.ts. */

export async function makeTier(api: Api, confederation: Made, input: object = {}): Promise<Made> {
  return await make(api, 'createTier', 'CreateTier', { confederationId: confederation.id, name: 'Vital', ...input });
}

export async function makeImpact(api: Api, confederation: Made, input: object = {}): Promise<Made> {
  return await make(api, 'createImpact', 'CreateImpact', { confederationId: confederation.id, name: 'CO2e', unit: 't', ...input });
}

export async function makeLimit(api: Api, confederation: Made, impact: Made, input: object = {}): Promise<Made> {
  return await make(api, 'createEcologicalLimit', 'CreateEcologicalLimit',
    { confederationId: confederation.id, name: 'Clean air', impactId: impact.id, quantity: '100', ...input });
}

export async function makeRoute(api: Api, confederation: Made, from: Made, to: Made, input: object = {}): Promise<Made> {
  return await make(api, 'createRoute', 'CreateRoute', { confederationId: confederation.id, fromId: from.id, toId: to.id, km: '12', ...input });
}

export async function makeExportLimit(api: Api, assembly: Made, good: Made, input: object = {}): Promise<Made> {
  return await make(api, 'createExportLimit', 'CreateExportLimit', { assemblyId: assembly.id, goodId: good.id, quantity: '5', ...input });
}

export async function makeMember(api: Api, confederation: Made, name: string): Promise<Made> {
  const assembly = await makeAssembly(api, { name });
  await join(api, confederation, assembly);
  return assembly;
}

export const SPRING = { code: 'spring', name: 'Spring', starts: '2027-01-01', ends: '2027-06-30' };
export const AUTUMN = { code: 'autumn', name: 'Autumn', starts: '2027-07-01', ends: '2027-12-31' };

export interface MadeCycle extends Made {
  /** The ids of its periods, in order. */
  readonly periods: readonly string[];
}

/** A planning cycle of two periods, unless others are given. */
export async function makeCycle(api: Api, confederation: Made, input: object = {}): Promise<MadeCycle> {
  const cycle = await make(api, 'createPlanningCycle', 'CreatePlanningCycle',
    { confederationId: confederation.id, name: 'Year 2027', periods: [SPRING, AUTUMN], ...input });
  const answer = await api.query('query($id: UUID!) { planningCycle(id: $id) { periods { id } } }', cycle);
  const periods: unknown = answer.data('planningCycle.periods');
  return { ...cycle, periods: Array.isArray(periods) ? periods.map((period: { id: string }) => period.id) : [] };
}

/** A confederation that declares its needs: one member, one good, one tier, one cycle. */
export interface Declaring {
  readonly confederation: Made;
  readonly assembly: Made;
  readonly good: Made;
  readonly tier: Made;
  readonly cycle: MadeCycle;
}

export async function makeDeclaring(api: Api): Promise<Declaring> {
  const confederation = await makeConfederation(api);
  return {
    confederation,
    assembly: await makeMember(api, confederation, 'Barre'),
    good: await makeGood(api, confederation),
    tier: await makeTier(api, confederation),
    cycle: await makeCycle(api, confederation),
  };
}

/** The input of a need in the first period of the cycle, unless it says otherwise. */
export function needOf({ assembly, good, tier, cycle }: Declaring, input: object = {}): object {
  return { cycleId: cycle.id, assemblyId: assembly.id, goodId: good.id, tierId: tier.id, periodId: cycle.periods[0], quantity: '10', ...input };
}

export async function declareNeed(api: Api, declaring: Declaring, input: object = {}): Promise<Made> {
  return await make(api, 'declareNeed', 'DeclareNeed', needOf(declaring, input));
}
