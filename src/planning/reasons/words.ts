import { BottleneckKind } from './bottleneck-kind.js';
import { figure, percent, rise } from './figures.js';

/** What a sentence about a bottleneck is made of. */
export interface HeldDown {
  readonly kind: BottleneckKind;
  /** Of the good, pool, process or limit; of a route its two ends. */
  readonly name: string;
  readonly unit: string;
  /** How many assemblies it is in; 0 where it is in no single one (routes, limits). */
  readonly assemblies: number;
  /** Names of the first few of them. */
  readonly assemblyNames: readonly string[];
  /** Names of the periods it is in; none where it is in no single one. */
  readonly periodNames: readonly string[];
  /** Whether these are all the periods of the cycle. */
  readonly always: boolean;
  /** How much there is of it, and how much of that is used; absent where it was not kept. */
  readonly amount?: number;
  readonly used?: number;
  /**
   * The most that one more unit would raise the level of the needs that it is told of, and whether it is told of several constraints, of
   * which that is the largest; absent where it is told of several levels.
   */
  readonly more?: { readonly perUnit: number; readonly several: boolean };
}

/** A good that needs of one level are short of. */
export interface ShortGood {
  readonly name: string;
  readonly unit: string;
  readonly periodNames: readonly string[];
  /** Whether these are all the periods of the cycle. */
  readonly always: boolean;
  readonly needed: number;
  readonly received: number;
}

/** What a sentence about needs of one level is made of. */
export interface ShortNeeds {
  readonly tier: string;
  /** Whether no tier is more urgent. */
  readonly mostUrgent: boolean;
  readonly level: number;
  /** Whether the level is measured against what is needed; else against a norm. */
  readonly ofNeed: boolean;
  readonly goods: readonly ShortGood[];
  readonly assemblies: number;
  /** Names of the first few of them. */
  readonly assemblyNames: readonly string[];
}

/** So many names of assemblies are told; of more than that only the number. */
export const NAMES_TOLD = 3;
/** So many names of goods are told, and so many reasons; the rest are counted. */
const GOODS_TOLD = 5;
const REASONS_TOLD = 3;

/**
 * What holds needs down, in words: "all land fit for cropland is in use, 12,041 of 12,041 ha (in 247 assemblies, summer and autumn; 10 more: up
 * to +0.4 points)". Points are those of the level in per cent.
 */
export function inWords(held: HeldDown): string {
  const where = places(held);
  const when = held.always ? '' : listed(held.periodNames.map(shortName));
  const place = [where === '' ? '' : `in ${where}`, when === '' || where !== '' ? when : `in ${when}`].filter((part) => part !== '').join(', ');
  const aside = [place, brings(held)].filter((part) => part !== '').join('; ');
  return `${what(held)}${aside === '' ? '' : ` (${aside})`}`;
}

/** Who is short of what, when, and how far it is met: "14 assemblies are short of milk in winter (Vital), at 62 % of what they need". */
export function headline({ tier, level, ofNeed, goods, assemblies, assemblyNames }: ShortNeeds): string {
  const one = assemblies === 1;
  const who = assemblies > NAMES_TOLD ? `${figure(assemblies)} assemblies` : listed(assemblyNames);
  const getting = ofNeed ? `at ${percent(level)} of what ${one ? 'it needs' : 'they need'}` : `at a level of ${percent(level)}`;
  return `${who} ${one ? 'is' : 'are'} short of ${goodsInTimes(goods)} (${tier}), ${level < 1e-9 ? `and ${one ? 'gets' : 'get'} none` : getting}`;
}

/**
 * Why needs are short, a phrase for each reason, what matters most first. Where it is nothing but how much there is of goods, that comes
 * first, with how much is needed in all.
 */
export function reasons(short: ShortNeeds, held: readonly HeldDown[]): readonly string[] {
  const supply = held.every(({ kind }) => kind === BottleneckKind.STOCK || kind === BottleneckKind.NOTHING) && held.some(({ kind }) => kind === BottleneckKind.STOCK);
  const told = held.slice(0, REASONS_TOLD).map(inWords);
  const more = held.length - told.length;
  return [...(supply ? [supplyInWords(short)] : []), ...told, ...(more > 0 ? [`and ${more} more that ${more === 1 ? 'matters' : 'matter'} less`] : [])];
}

/** The headline and the reasons in one sentence. */
export function sentence(short: ShortNeeds, held: readonly HeldDown[]): string {
  return `${headline(short)}: ${reasons(short, held).join('; ')}`;
}

function supplyInWords({ mostUrgent, goods, assemblies }: ShortNeeds): string {
  const told = goods.slice(0, GOODS_TOLD);
  const rest = goods.length > told.length ? ` (and ${goods.length - told.length} more goods)` : '';
  const needed = listed(told.map(({ name, unit, needed: quantity }) => `${figure(quantity)} ${unit} of ${within(name)}`));
  const received = listed(told.map(({ unit, received: quantity }) => `${figure(quantity)} ${unit}`));
  const [need, get] = assemblies === 1 ? ['it needs', 'gets'] : ['they need', 'get'];
  return `nothing limits this but the total supply, all of which is shared out${mostUrgent ? '' : ', to more urgent needs first'}: ${need} `
    + `${needed}${told.length > 1 ? ', ' : ' '}and ${get} ${received}${rest}`;
}

function what(held: HeldDown): string {
  const { kind, name, amount } = held;
  const good = within(name);
  switch (kind) {
    case BottleneckKind.STOCK: return `the stock of ${good} is all used${figures(held)}`;
    case BottleneckKind.NOTHING: return `no ${good} can be had: none is in stock within reach, and nothing there can make it`;
    case BottleneckKind.LAND: return amount === 0 ? `none there: ${good}` : `all ${good} is in use${figures(held)}`;
    // Names of these may be plural or not: "ovens", "labour".
    case BottleneckKind.LABOUR:
    case BottleneckKind.EQUIPMENT:
    case BottleneckKind.OTHER_POOL: return amount === 0 ? `none there: ${good}` : `all in use: ${good}${figures(held)}`;
    case BottleneckKind.RUNS: return amount === 0 ? `may not be done: ${good}` : `done as often as it may be: ${good}${figures(held)}`;
    case BottleneckKind.ROUTE: return amount === 0 ? `the road ${name} carries nothing` : `the road ${name} is full${figures(held)}`;
    case BottleneckKind.EXPORT_LIMIT: return `no ${amount === 0 ? '' : 'more '}${good} may leave, by the assemblies’ own word${amount === 0 ? '' : figures(held)}`;
    case BottleneckKind.ECOLOGICAL_LIMIT: return amount === 0 ? `the limit “${name}” allows nothing` : `the limit “${name}” is reached${figures(held)}`;
  }
}

/** What is there anew in each period is added up over those that are told. */
function figures({ kind, amount, used, unit, periodNames }: HeldDown): string {
  if (amount === undefined || used === undefined) return '';
  const periods = periodNames.length > 1 && kind !== BottleneckKind.STOCK ? ` over ${periodNames.length} periods` : '';
  // What differs by rounding alone is the same.
  const uses = Math.abs(used - amount) <= 1e-6 * amount ? amount : used;
  return `, ${figure(uses)} of ${figure(amount)} ${unit}${periods}`;
}

function brings({ kind, unit, amount, more }: HeldDown): string {
  if (more === undefined || more.perUnit === 0) return '';
  const { quantity, points } = rise(more.perUnit, amount ?? 1);
  // Where no figures stand before it, the unit does not either.
  const withUnit = kind === BottleneckKind.NOTHING || amount === undefined || amount === 0;
  const ofIt = withUnit ? `${figure(quantity)} ${unit}` : quantity === 1 ? 'one' : figure(quantity);
  return `${ofIt} more: ${more.several ? 'up to ' : ''}${points}`;
}

/** "beans in autumn, bread and wheat in summer and autumn": goods of the same periods together. */
function goodsInTimes(goods: readonly ShortGood[]): string {
  const byTime = new Map<string, string[]>();
  for (const { name, periodNames, always } of goods.slice(0, GOODS_TOLD)) {
    const when = always ? '' : ` in ${listed(periodNames.map(shortName))}`;
    const names = byTime.get(when);
    if (names === undefined) byTime.set(when, [within(name)]);
    else names.push(within(name));
  }
  const more = goods.length - GOODS_TOLD;
  return [...[...byTime].map(([when, names]) => listed(names) + when), ...(more > 0 ? [`${more} more goods`] : [])].join(', and of ');
}

function places({ assemblies, assemblyNames }: HeldDown): string {
  return assemblies > NAMES_TOLD ? `${figure(assemblies)} assemblies` : listed(assemblyNames);
}

/** "a", "a and b", "a, b and c" */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** "Winter: January to March 2027" → "winter" */
function shortName(period: string): string {
  return within(period.split(':')[0] ?? period);
}

/** A name as it stands within a sentence: "Milk" → "milk", but "CO2" stays. */
function within(name: string): string {
  return /^\p{Lu}(?!\p{Lu}|\d)/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
