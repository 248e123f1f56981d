import { planAgainstSolve } from './core.js';
import type { Asked } from './section.js';

/** About 300,000 columns each: one solve takes ten minutes or more. */
const SCENARIOS = ['large-vermont', 'random-250x30x6-1'];
const SMALL_SCENARIOS = ['large-vermont-10'];

/** The same as the core's section, of scenarios that take an hour together. */
export async function largeSection(log: (line: string) => void, asked: Asked): Promise<string> {
  return await planAgainstSolve(asked.quick ? SMALL_SCENARIOS : SCENARIOS, log, asked);
}
