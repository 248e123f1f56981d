import type { Need, Pool, Process, Route, Scenario, Stock } from '../../planning/index.js';

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Size {
  readonly assemblies: number;
  readonly goods: number;
  readonly periods: number;
  readonly seed: number;
}

/**
 * A confederation that does not exist: assemblies strewn over a plain, roads to the nearest six, a process for each good but the
 * first third (which is in stock), labour by assembly, one ecological limit that binds, three tiers. All figures are invented.
 */
export function randomConfederation({ assemblies, goods, periods, seed }: Size): Scenario {
  const random = seeded(seed);
  const between = (low: number, high: number): number => Number((low + (high - low) * random()).toPrecision(6));
  const places = Array.from({ length: assemblies }, () => ({ x: random() * 200, y: random() * 200, population: Math.ceil(100 * 100 ** random()) }));
  const raw = Math.ceil(goods / 3);
  const at = { a: (a: number) => `a${a}`, g: (g: number) => `g${g}`, t: (t: number) => `t${t}` };
  const needs: Need[] = [];
  const stocks: Stock[] = [];
  const pools: Pool[] = [];
  const processes: Process[] = [];
  places.forEach(({ population }, a) => {
    pools.push({ id: `labour-${a}`, assembly: at.a(a), kind: 'labour', unit: 'h', quantity: Math.round(population * between(4, 16)) });
    for (let g = 0; g < goods; g++) {
      for (let t = 0; t < periods; t++) {
        if (random() < 0.6) needs.push({ id: `n-${a}-${g}-${t}`, assembly: at.a(a), good: at.g(g), period: at.t(t), tier: `tier-${g % 3}`, quantity: between(0.05, 0.2) * population });
        if (g < raw && random() < 0.3) stocks.push({ assembly: at.a(a), good: at.g(g), period: at.t(t), quantity: between(0.5, 4) * population });
      }
      if (g >= raw && random() < 0.25) {
        processes.push({
          id: `p-${a}-${g}`, assembly: at.a(a), maxRuns: Math.round(population * between(0.5, 3)),
          inputs: [{ good: at.g(Math.floor(random() * g)), quantity: between(0.3, 1.2) }], outputs: [{ good: at.g(g), quantity: 1 }],
          uses: [{ pool: `labour-${a}`, quantity: between(0.5, 5) }], impacts: [{ impact: 'co2', quantity: between(0.1, 2) }],
        });
      }
    }
  });
  const people = places.reduce((sum, { population }) => sum + population, 0);
  return {
    format: 'confederal-scenario/1', name: `${assemblies} assemblies, ${goods} goods, ${periods} periods, seed ${seed}`,
    periods: Array.from({ length: periods }, (_, t) => ({ id: at.t(t) })),
    assemblies: places.map(({ population }, a) => ({ id: at.a(a), population })),
    goods: Array.from({ length: goods }, (_, g) => ({ id: at.g(g), unit: 'kg', tonnesPerUnit: 0.001, ...(g % 2 === 0 && { storable: true, lossPerPeriod: 0.02 }) })),
    tiers: [{ id: 'tier-0' }, { id: 'tier-1' }, { id: 'tier-2' }],
    needs, stocks, pools, processes, routes: roads(places, between),
    impacts: [{ id: 'co2', unit: 'kg' }],
    limits: [{ id: 'climate', impact: 'co2', quantity: Math.round(people * periods * goods * 0.02) }],
  };
}

function roads(places: readonly { readonly x: number; readonly y: number }[], between: (low: number, high: number) => number): Route[] {
  const joined = new Map<string, Route>();
  places.forEach((here, a) => {
    const far = places.map((there, b) => ({ b, km: Math.hypot(here.x - there.x, here.y - there.y) })).filter(({ b }) => b !== a);
    far.sort((left, right) => left.km - right.km);
    for (const { b, km } of far.slice(0, 6)) {
      const id = `road-${Math.min(a, b)}-${Math.max(a, b)}`;
      if (!joined.has(id)) joined.set(id, { id, from: `a${a}`, to: `a${b}`, km: Number(km.toPrecision(4)), bothWays: true, tonnesPerPeriod: between(0.2, 20) });
    }
  });
  return [...joined.values()];
}
