import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { asPlanner } from '../audit/act-in.js';
import { CycleChanges } from '../cycles/cycle-changes.js';
import { lockCycleFor } from '../cycles/lock-cycle.js';
import { moveCycle } from '../cycles/move-cycle.js';
import { isFailure } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { applyObjections } from './apply-objections.js';
import { choosePlan } from './choose-plan.js';
import { type ProposedPlan, proposedPlansOf } from './plan-counts.js';
import { sealAdoption } from './seal-adoption.js';

/** So often the clerk looks whether a deadline has passed, in ms. */
const LOOK_EVERY = 30_000;

/**
 * Counts what assemblies decided, after every decision and when deadlines have passed, and does what follows of it: a plan is adopted, or all are
 * refused and the cycle comes back to declaring with the objections. It decides nothing: the count is the charter's.
 */
@Injectable()
export class AdoptionClerk implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(AdoptionClerk.name);
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;

  constructor(private readonly data: DataSource, private readonly changes: CycleChanges) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => { this.working ??= this.look().finally(() => { this.working = undefined; }); }, LOOK_EVERY);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  /** Counts a cycle's decisions now. What cannot be done now (the database is away) is done when the clerk looks next. */
  async count(cycleId: string): Promise<void> {
    try {
      if (await this.settle(cycleId)) await applyObjections(this.data, cycleId);
    } catch (error) {
      this.log.error(`the decisions of the planning cycle ${cycleId} could not be counted`, error instanceof Error ? error.stack : String(error));
    }
    this.changes.tell(cycleId);
  }

  /** All that there is to do: cycles in which assemblies decide, and objections that wait since the service stopped in between. */
  async look(): Promise<void> {
    try {
      for (const row of await rowsOf(this.data.manager, sql`select id from planning_cycle where state = 'deciding' and retired_at is null order by deciding_until`)) {
        await this.count(String(row['id']));
      }
      await applyObjections(this.data);
    } catch (error) {
      this.log.error('the clerk could not look after decisions', error instanceof Error ? error.stack : String(error));
    }
  }

  /** One transaction, in which the cycle is locked: of two that count at once the second finds nothing to do. @returns whether the plans were refused */
  private async settle(cycleId: string): Promise<boolean> {
    return await asPlanner(this.data.manager, async (tx) => {
      const cycle = await lockCycleFor(tx, 'adopt', cycleId);
      if (isFailure(cycle)) return false;
      const [clock] = await rowsOf(tx, sql`select ${cycle.decidingUntil}::timestamptz <= clock_timestamp() as over`);
      const [proposed = []] = await proposedPlansOf(tx, [cycleId]);
      const chosen = choosePlan(proposed, clock?.['over'] === true);
      if (chosen === 'open') return false;
      if (chosen === 'refused') {
        await moveCycle(tx, cycle, 'refuse', whyRefused(proposed));
        return true;
      }
      await sealAdoption(tx, cycle, chosen.adopted, proposed);
      await moveCycle(tx, cycle, 'adopt', whyAdopted(proposed, chosen.adopted));
      return false;
    });
  }
}

function whyAdopted(proposed: readonly ProposedPlan[], planId: string): string {
  const plan = proposed.find((each) => each.planId === planId);
  return `${plan?.agreeing ?? 0} of ${plan?.members ?? 0} assemblies ratified the plan ${planId}.`;
}

function whyRefused(proposed: readonly ProposedPlan[]): string {
  const counts = proposed.map(({ planId, agreeing, objecting, abstaining, members, quorumMet }) =>
    `The plan ${planId}: of ${members} assemblies ${agreeing} ratified it, ${objecting} did not, ${abstaining} abstained${quorumMet ? '' : '; too few decided'}`);
  return `No plan was agreed. ${counts.join('. ')}.`;
}
