import { BottleneckKind } from './bottleneck-kind.js';

/** What a sentence about a bottleneck is made of. */
export interface HeldDown {
  readonly kind: BottleneckKind;
  /** Of the good, pool, process or limit; of a route its two ends. */
  readonly name: string;
  /** How many assemblies it is in; 0 where it is in no single one (routes, limits). */
  readonly assemblies: number;
  /** Names of the first few of them. */
  readonly assemblyNames: readonly string[];
  /** Names of the periods it is in; none where it is in no single one. */
  readonly periodNames: readonly string[];
  /** Whether these are all the periods of the cycle. */
  readonly always: boolean;
}

/** So many names of assemblies are told; of more than that only the number. */
export const NAMES_TOLD = 3;

/** What holds needs down, in words: "all land fit for cropland is in use (in 247 assemblies, summer and autumn)". */
export function inWords(held: HeldDown): string {
  const where = places(held);
  const when = held.always ? '' : listed(held.periodNames.map(shortName));
  const both = [where === '' ? '' : `in ${where}`, when === '' || where !== '' ? when : `in ${when}`].filter((part) => part !== '');
  return both.length === 0 ? what(held) : `${what(held)} (${both.join(', ')})`;
}

function what({ kind, name }: HeldDown): string {
  switch (kind) {
    case BottleneckKind.STOCK: return `no more ${within(name)} is in stock or made`;
    case BottleneckKind.NOTHING: return `no ${within(name)} can be had`;
    case BottleneckKind.LAND: return `all ${within(name)} is in use`;
    // Names of these may be plural or not: "ovens", "labour".
    case BottleneckKind.LABOUR:
    case BottleneckKind.EQUIPMENT:
    case BottleneckKind.OTHER_POOL: return `all in use: ${within(name)}`;
    case BottleneckKind.RUNS: return `done as often as it may be: ${within(name)}`;
    case BottleneckKind.ROUTE: return `the road ${name} is full`;
    case BottleneckKind.EXPORT_LIMIT: return `no more ${within(name)} may leave, by the assemblies’ own word`;
    case BottleneckKind.ECOLOGICAL_LIMIT: return `the limit “${name}” is reached`;
  }
}

function places({ assemblies, assemblyNames }: HeldDown): string {
  return assemblies > NAMES_TOLD ? `${assemblies} assemblies` : listed(assemblyNames);
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
