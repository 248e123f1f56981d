import {
  BottleneckGroups, explain, figure, headline, inWords, percent, reasons, ScenarioWords, type Need, type Plan, type PlannedNeed, type Scarcity, type Scenario,
  type Shortfall,
} from '../planning/index.js';

/** Characters of a line. */
const WIDTH = 96;
/** Names may be of any characters: what would move the cursor or turn the reading direction is shown as a mark. */
const UNSEEN = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;
/** So many bottlenecks of the whole plan are told, and so many shortfalls of a tier; the rest are counted. */
const SCARCITIES_TOLD = 12;
const SHORTFALLS_TOLD = 12;

/** What holds needs down in a whole plan, ranked; then the shortfalls tier by tier, the lowest levels first. */
export function explainPlan(scenario: Scenario, plan: Plan): readonly string[] {
  const shortfalls = explain(scenario, plan);
  const groups = new BottleneckGroups(scenario);
  const short = shortfalls.reduce((sum, { needs }) => sum + needs.length, 0);
  const words = new ScenarioWords(scenario, plan);
  return readable([
    metInFull(scenario.name, plan.needs.length, plan.needs.length - short),
    ...(short === 0 ? [] : ['', 'What holds needs down, first what holds down most needs of the most urgent tier', '', ...scarcityLines(scenario, groups.scarcities(shortfalls), words)]),
    ...scenario.tiers.flatMap(({ id, name = id }) => {
      const ofTier = shortfalls.filter(({ tier }) => tier === id);
      return ofTier.length === 0 ? [] : ['', `${name}: ${needsOf(ofTier)} short, the least met first`, '', ...shortfallLines(ofTier, groups, words)];
    }),
  ]);
}

/** The needs of an assembly one by one: what each receives, and what holds it down. */
export function explainAssembly(scenario: Scenario, plan: Plan, assembly: string): readonly string[] {
  const name = scenario.assemblies.find(({ id }) => id === assembly)?.name ?? assembly;
  const needs = scenario.needs.filter((need) => need.assembly === assembly);
  const shortfalls = explain(scenario, plan);
  const shortfallOf = new Map(shortfalls.flatMap((shortfall) => shortfall.needs.map((id) => [id, shortfall] as const)));
  const inFull = needs.filter(({ id }) => !shortfallOf.has(id)).length;
  const words = new ScenarioWords(scenario, plan);
  const groups = new BottleneckGroups(scenario);
  return readable([
    metInFull(name, needs.length, inFull),
    ...scenario.tiers.flatMap((tier) => {
      const ofTier = needs.filter((need) => need.tier === tier.id);
      const full = ofTier.filter(({ id }) => !shortfallOf.has(id));
      const short = shortfalls.map((shortfall) => [shortfall, ofTier.filter(({ id }) => shortfallOf.get(id) === shortfall)] as const).filter(([, held]) => held.length > 0);
      return ofTier.length === 0 ? [] : [
        '', tier.name ?? tier.id,
        ...short.flatMap(([shortfall, held]) => ['', ...needLines(scenario, plan, held), ...reasonLines(shortfall, groups, words)]),
        ...(full.length === 0 ? [] : ['', ...needLines(scenario, plan, full)]),
      ];
    }),
  ]);
}

function metInFull(name: string, needs: number, inFull: number): string {
  if (needs === 0) return `${name} has no needs.`;
  if (needs === 1) return `${name}: its one need is ${inFull === 1 ? '' : 'not '}met in full.`;
  return `${name}: of ${figure(needs)} needs ${inFull === needs ? 'all' : inFull === 0 ? 'none' : figure(inFull)} ${inFull === 1 ? 'is' : 'are'} met in full.`;
}

function readable(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replaceAll(UNSEEN, '\ufffd'));
}

function scarcityLines({ tiers }: Scenario, scarcities: readonly Scarcity[], words: ScenarioWords): readonly string[] {
  const nameOf = new Map(tiers.map(({ id, name = id }) => [id, name]));
  return capped(scarcities, SCARCITIES_TOLD, (scarcity, rank) => {
    const held = scarcity.tiers.map(({ tier, needs, leastLevel }) =>
      `${figure(needs)} ${nameOf.get(tier) ?? tier} ${needs === 1 ? 'need, met' : 'needs, the least met'} to ${percent(leastLevel)}`);
    return [...wrapped(inWords(words.held(scarcity)), `${`${rank + 1}.`.padStart(4)} `, '     '), ...wrapped(`holds down ${held.join('; ')}`, '     ', '     ')];
  }, (rest) => `     and ${figure(rest.length)} more`);
}

function shortfallLines(shortfalls: readonly Shortfall[], groups: BottleneckGroups, words: ScenarioWords): readonly string[] {
  return capped(shortfalls, SHORTFALLS_TOLD, (shortfall) => reasonLines(shortfall, groups, words),
    (rest) => `  and ${figure(rest.length)} more, of ${needsOf(rest)} met to ${percent(rest[0]?.level ?? 0)} or more`);
}

function reasonLines(shortfall: Shortfall, groups: BottleneckGroups, words: ScenarioWords): readonly string[] {
  const short = words.short(shortfall);
  return [
    ...wrapped(`${headline(short)}:`, '  ', '  '),
    ...reasons(short, groups.of(shortfall).map((group) => words.held(group))).flatMap((reason) => wrapped(reason, '    - ', '      ')),
  ];
}

function needLines({ goods, periods }: Scenario, plan: Plan, needs: readonly Need[]): readonly string[] {
  const planned = new Map(plan.needs.map((need) => [need.id, need] as const));
  const good = new Map(goods.map((each) => [each.id, each]));
  const period = new Map(periods.map(({ id, name = id }) => [id, name]));
  return needs.flatMap((need) => {
    const { received, level }: Pick<PlannedNeed, 'received' | 'level'> = planned.get(need.id) ?? { received: 0, level: 0 };
    const { name = need.good, unit = '' } = good.get(need.good) ?? {};
    return wrapped(`${name}, ${period.get(need.period) ?? need.period}: ${figure(received)} of ${figure(need.quantity)} ${unit}, ${percent(level)}`, '  ', '    ');
  });
}

function needsOf(shortfalls: readonly Shortfall[]): string {
  const needs = shortfalls.reduce((sum, each) => sum + each.needs.length, 0);
  return `${figure(needs)} ${needs === 1 ? 'need' : 'needs'}`;
}

/** The first so many, with a line on how many there are beside them. */
function capped<T>(list: readonly T[], most: number, lines: (each: T, position: number) => readonly string[], rest: (rest: readonly T[]) => string): readonly string[] {
  return [...list.slice(0, most).flatMap(lines), ...(list.length > most ? [rest(list.slice(most))] : [])];
}

/** Broken between words where a line would be too long. */
function wrapped(text: string, first: string, other: string): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/ (?!%)/)) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = other;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
