import type { Objective, PerPeriod, Route, Scenario, Solver } from '../../src/planning/index.js';
import { ReferenceProgram, type Terms } from './reference-program.js';

type Entry = readonly [string, number];

/**
 * The allocation model written down once more, straight from docs/model.md and with nothing of src/planning's own formulation: variables
 * by name, the y explicit, and leximin in the classic way, need by need. Levels by need id, and the objectives.
 */
export function referenceLeximin(scenario: Scenario, solver: Solver): { readonly levels: ReadonlyMap<string, number>; readonly objectives: readonly number[] } {
  const program = new ReferenceProgram(solver);
  new Rows(scenario).addTo(program);
  const levels = new Map<string, number>();
  for (const tier of scenario.tiers) settleTier(scenario, tier.id, program, levels);
  return { levels, objectives: leastOf(scenario, program, levels) };
}

const quantityOf = (name: string) => `y ${name}`;

function settleTier(scenario: Scenario, tier: string, program: ReferenceProgram, levels: Map<string, number>): void {
  let rising = scenario.needs.filter((need) => need.tier === tier).map(({ id, quantity, yardstick }) => ({ id, w: yardstick ?? quantity }));
  while (rising.length > 0) {
    const together = holding(scenario, program, levels);
    for (const { id, w } of rising) together.atMost(0, [['lambda', w], [quantityOf(id), -1]]);
    const { value: lambda, at } = together.maximise(new Map([['lambda', 1]]));
    const each = holding(scenario, program, levels);
    for (const { id, w } of rising) each.atMost(-lambda * w * (1 - 1e-9) + 1e-10, [[quantityOf(id), -1]]);
    const above = new Set<string>();
    const look = (found: Terms) => {
      for (const { id, w } of rising) if ((found.get(quantityOf(id)) ?? 0) / w > lambda + 1e-7) above.add(id);
    };
    look(at);
    for (const { id } of rising) if (!above.has(id)) look(each.maximise(new Map([[quantityOf(id), 1]])).at);
    const stuck = rising.filter(({ id }) => !above.has(id));
    if (stuck.length === 0) throw new Error('the reference found a level at which no need is stuck');
    for (const { id } of stuck) levels.set(id, lambda);
    rising = rising.filter(({ id }) => above.has(id));
  }
}

/** The program in which every settled need keeps what it has. */
function holding(scenario: Scenario, program: ReferenceProgram, levels: ReadonlyMap<string, number>): ReferenceProgram {
  const held = program.copy();
  for (const { id, quantity, yardstick } of scenario.needs) {
    const level = levels.get(id);
    if (level !== undefined) held.atMost(-level * (yardstick ?? quantity) * (1 - 1e-9) + 1e-10, [[quantityOf(id), -1]]);
  }
  return held;
}

function leastOf(scenario: Scenario, program: ReferenceProgram, levels: ReadonlyMap<string, number>): readonly number[] {
  const held = holding(scenario, program, levels);
  const rows = new Rows(scenario);
  return (scenario.then ?? [{ minimise: 'tonne-km' } as const]).map((objective) => {
    const terms = rows.objective(objective);
    if (terms.length === 0) return 0;
    const negated = new Map<string, number>();
    for (const [name, value] of terms) negated.set(name, (negated.get(name) ?? 0) - value);
    const least = -held.maximise(negated).value;
    held.atMost(least + 1e-9 * Math.max(1, least), terms);
    return least;
  });
}

/** Every row of the model, family by family, and what the objectives count. */
class Rows {
  private readonly T: number;
  /** Routes in one direction each. */
  private readonly arcs: readonly (Route & { readonly name: string })[];

  constructor(private readonly scenario: Scenario) {
    this.T = scenario.periods.length;
    this.arcs = (scenario.routes ?? []).flatMap((route) => [
      { ...route, name: `${route.id} forth` },
      ...(route.bothWays === true ? [{ ...route, name: `${route.id} back`, from: route.to, to: route.from }] : []),
    ]);
  }

  addTo(program: ReferenceProgram): void {
    this.addBalance(program);
    this.addPools(program);
    this.addRoutesAndExports(program);
    const { scenario: { limits = [], processes = [], needs } } = this;
    for (const { quantity, impact, assemblies, periods } of limits) {
      program.atMost(quantity, this.caused(impact, (a) => assemblies?.includes(a) ?? true, (t) => periods?.includes(this.period(t)) ?? true));
    }
    for (const { id, maxRuns } of processes) {
      if (maxRuns !== undefined) for (let t = 0; t < this.T; t++) program.atMost(this.inPeriod(maxRuns, t), [[`x ${id} ${t}`, 1]]);
    }
    for (const { id, quantity } of needs) program.atMost(quantity, [[quantityOf(id), 1]]);
  }

  objective(objective: Objective): readonly Entry[] {
    if (objective.minimise === 'impact') return this.caused(objective.impact, () => true, () => true);
    if (objective.minimise === 'tonne-km') {
      return this.everyFlow().map(({ name, tonnes, arc }): Entry => [name, arc.km * tonnes]).filter(([, value]) => value > 0);
    }
    const pools = new Set((this.scenario.pools ?? []).filter(({ kind }) => kind === objective.kind).map(({ id }) => id));
    return [...pools].flatMap((pool) => Array.from({ length: this.T }, (_, t) => this.held(pool, t)).flat());
  }

  private addBalance(program: ReferenceProgram): void {
    const { scenario: { assemblies, goods, needs, stocks = [], processes = [] }, T } = this;
    for (const { id: a } of assemblies) for (const { id: g, storable, lossPerPeriod = 0 } of goods) for (let t = 0; t < T; t++) {
      const goesAndComes: Entry[] = [];
      for (const { id, inputs = [], outputs = [] } of processes.filter(({ assembly }) => assembly === a)) {
        for (const { good, quantity } of inputs) if (good === g) goesAndComes.push([`x ${id} ${t}`, quantity]);
        for (const { good, quantity, after = 0 } of outputs) if (good === g && t - after >= 0) goesAndComes.push([`x ${id} ${t - after}`, -quantity]);
      }
      for (const each of this.leaving(a, g, t)) goesAndComes.push([each, 1]);
      goesAndComes.push(...this.arriving(a, g, t));
      if (storable === true && t < T - 1) goesAndComes.push([`s ${a} ${g} ${t}`, 1]);
      if (storable === true && t > 0) goesAndComes.push([`s ${a} ${g} ${t - 1}`, lossPerPeriod - 1]);
      for (const { id, assembly, good, period } of needs) if (assembly === a && good === g && period === this.period(t)) goesAndComes.push([quantityOf(id), 1]);
      const inStock = stocks.filter(({ assembly, good, period = this.period(0) }) => assembly === a && good === g && period === this.period(t));
      program.atMost(inStock.reduce((sum, { quantity }) => sum + quantity, 0), goesAndComes);
    }
  }

  private addPools(program: ReferenceProgram): void {
    for (const { id: c, quantity, lossPerPeriod = 0 } of this.scenario.pools ?? []) for (let t = 0; t < this.T; t++) {
      const built = (this.scenario.processes ?? []).flatMap(({ id, adds = [] }) => adds.filter(({ pool }) => pool === c).flatMap(({ quantity: each, after = 1 }) => {
        const terms: Entry[] = [];
        for (let u = after; u <= t; u++) terms.push([`x ${id} ${t - u}`, -each * (1 - lossPerPeriod) ** (u - after)]);
        return terms;
      }));
      program.atMost(this.inPeriod(quantity, t), [...this.held(c, t), ...built]);
    }
  }

  /** What runs hold of a pool in a period. */
  private held(c: string, t: number): readonly Entry[] {
    return (this.scenario.processes ?? []).flatMap(({ id, uses = [] }) => uses.filter(({ pool }) => pool === c).flatMap(({ quantity, for: periods = 1 }) => {
      const terms: Entry[] = [];
      for (let u = 0; u < periods && u <= t; u++) terms.push([`x ${id} ${t - u}`, quantity]);
      return terms;
    }));
  }

  private addRoutesAndExports(program: ReferenceProgram): void {
    for (const arc of this.arcs) for (let t = 0; t < this.T; t++) {
      const flows = this.everyFlow().filter((flow) => flow.arc === arc && flow.t === t);
      if (arc.tonnesPerPeriod !== undefined) program.atMost(arc.tonnesPerPeriod, flows.map(({ name, tonnes }): Entry => [name, tonnes]));
    }
    for (const { assembly, good, period, quantity } of this.scenario.exportLimits ?? []) for (let t = 0; t < this.T; t++) {
      if (period !== undefined && period !== this.period(t)) continue;
      program.atMost(quantity, [...this.leaving(assembly, good, t).map((name): Entry => [name, 1]), ...this.arriving(assembly, good, t)]);
    }
  }

  private leaving(a: string, g: string, t: number): readonly string[] {
    return this.everyFlow().filter((flow) => flow.arc.from === a && flow.g === g && flow.t === t).map(({ name }) => name);
  }

  private arriving(a: string, g: string, t: number): readonly Entry[] {
    return this.everyFlow().filter((flow) => flow.arc.to === a && flow.g === g && flow.t + (flow.arc.takes ?? 0) === t).map(({ name, arc }): Entry => [name, (arc.loss ?? 0) - 1]);
  }

  private everyFlow() {
    return this.arcs.flatMap((arc) => this.scenario.goods.filter(({ id }) => arc.goods?.includes(id) ?? true).flatMap(({ id: g, tonnesPerUnit: tonnes = 0 }) =>
      this.scenario.periods.map((_, t) => ({ arc, g, t, tonnes, name: `f ${arc.name} ${g} ${t}` }))));
  }

  private caused(impact: string, counts: (assembly: string) => boolean, during: (t: number) => boolean): readonly Entry[] {
    const times = this.scenario.periods.map((_, t) => t).filter(during);
    const ofRuns = (this.scenario.processes ?? []).filter(({ assembly }) => counts(assembly)).flatMap(({ id, impacts = [] }) =>
      impacts.filter((each) => each.impact === impact).flatMap(({ quantity }) => times.map((t): Entry => [`x ${id} ${t}`, quantity])));
    const ofFlows = this.everyFlow().filter(({ arc, t }) => counts(arc.from) && during(t)).flatMap(({ arc, tonnes, name }) =>
      (arc.impactsPerTonneKm ?? []).filter((each) => each.impact === impact).map(({ quantity }): Entry => [name, quantity * arc.km * tonnes]));
    return [...ofRuns, ...ofFlows];
  }

  private period(t: number): string {
    return this.scenario.periods[t]?.id ?? '';
  }

  private inPeriod(quantity: PerPeriod, t: number): number {
    return typeof quantity === 'number' ? quantity : (quantity[this.period(t)] ?? 0);
  }
}
