import { describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { constants, getPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENGINES, loadEngine, type EngineName } from './engines.js';
import { planInProcess } from './plan-in-process.js';
import { canonicalJson, type Plan, type Progress, type Scenario } from '../planning/index.js';
import { hashOf } from '../../test/builders/planned.js';
import { randomConfederation } from '../bench/scenarios/random-confederation.js';
import { tinyConfederation } from '../../test/builders/tiny-confederation.js';

const orderOf = (scenario: Scenario) => ({ scenario: canonicalJson(scenario), sha256: hashOf(scenario) });
/** Long enough for each engine to be stopped in the middle. */
const long: Record<EngineName, Scenario> = {
  'highs': randomConfederation({ assemblies: 120, goods: 12, periods: 6, seed: 1 }),
  'javascript-lp-solver': randomConfederation({ assemblies: 34, goods: 9, periods: 4, seed: 1 }),
};

describe.each(ENGINES)('planning in a process with %s', (engine) => {
  it('tells how far it is, and says in the plan by which engine it was made', async () => {
    const told: Progress[] = [];
    const scenario = tinyConfederation(6001);
    const outcome = await planInProcess({ ...orderOf(scenario), engine }, (progress) => { told.push(progress); }, new AbortController().signal);
    if (outcome.kind !== 'plan') throw new Error(JSON.stringify(outcome));
    const { name, version } = await loadEngine(engine);
    expect((JSON.parse(outcome.plan) as Plan).engine).toEqual({ name, version });
    expect(told.at(-1)).toMatchObject({ settled: scenario.needs.length, needs: scenario.needs.length });
  });

  it('stops in the middle of it', async () => {
    const abort = new AbortController();
    setTimeout(() => { abort.abort(); }, 1000);
    expect(await planInProcess({ ...orderOf(long[engine]), engine }, () => undefined, abort.signal)).toEqual({ kind: 'cancelled' });
  });
});

it('comes last for the processor, behind whoever serves', async () => {
  const priorities: number[] = [];
  const look = (message: unknown): void => {
    const child = (message as { process: ChildProcess }).process;
    // It is told before there is a process, and the priority is set once there is.
    setTimeout(() => { if (child.pid !== undefined) priorities.push(getPriority(child.pid)); }, 50);
  };
  subscribe('child_process', look);
  try {
    const abort = new AbortController();
    const planning = planInProcess(orderOf(long.highs), () => undefined, abort.signal);
    for (let tries = 0; tries < 100 && priorities.length === 0; tries++) await sleep(20);
    abort.abort();
    await planning;
  } finally {
    unsubscribe('child_process', look);
  }
  expect(priorities).toEqual([constants.priority.PRIORITY_LOW]);
  expect(getPriority()).toBeLessThan(constants.priority.PRIORITY_LOW);
});

it('is HiGHS where no engine is named', async () => {
  const outcome = await planInProcess(orderOf(tinyConfederation(6001)), () => undefined, new AbortController().signal);
  expect(outcome.kind === 'plan' && (JSON.parse(outcome.plan) as Plan).engine.name).toBe('HiGHS');
});
