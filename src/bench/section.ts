/** How a section is asked to measure. */
export interface Asked {
  /** Only small scenarios, to see that all of it works: nothing that should be written down. */
  readonly quick: boolean;
  /** The most seconds that one measurement may take; the section's own choice where nobody said. */
  readonly limit?: number;
}

/**
 * A section of the bench: measures, tells what it has as it goes, and gives it all as Markdown without a heading, each figure as a ratio
 * against a peer of the same run. It has a process of its own.
 */
export type Section = (log: (line: string) => void, asked: Asked) => Promise<string>;

/** What can be measured, in the order of bench/results.md: the section NAME is the function `NAMESection` of NAME.ts. */
export const SECTIONS = {
  core: 'The core: a whole plan against one solve',
  large: 'The core, large: the same with 300,000 columns',
  scale: 'Scale: time and memory by the number of assemblies',
  nested: 'Nested plans against exact ones',
  workers: 'Many workers',
  service: 'The service',
} as const;
export type SectionName = keyof typeof SECTIONS;

export function isSectionName(name: string): name is SectionName {
  return Object.hasOwn(SECTIONS, name);
}

/** Loads a section; the others are not touched. */
export async function loadSection(name: SectionName): Promise<Section> {
  const module = await import(`./${name}.js`) as Readonly<Record<string, unknown>>;
  const section = module[`${name}Section`];
  if (!isSection(section)) throw new Error(`src/bench/${name}.ts exports no function ${name}Section`);
  return section;
}

function isSection(value: unknown): value is Section {
  return typeof value === 'function';
}
