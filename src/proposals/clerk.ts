import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { asPlanner } from '../audit/act-in.js';
import { isFailure } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { CarryOut } from './carry-out.js';
import { ProposalStatus } from './proposal-states.js';
import { isOver, lockProposal, settle } from './settle.js';

/** Deadlines are days away: so often the clerk looks whether one is over, in ms. */
const EVERY = 60_000;

/** Counts what is open when its deadline is over. It decides nothing: it asks the count. */
@Injectable()
export class ProposalClerk implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(ProposalClerk.name);
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;

  constructor(private readonly data: DataSource, private readonly carryOut: CarryOut) {}

  onApplicationBootstrap(): void {
    this.look();
    this.timer = setInterval(() => { this.look(); }, EVERY).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  /** Settles every proposal that is over, each in a transaction of its own. One statement where there is none. */
  async settleWhatIsOver(): Promise<void> {
    const rows = await rowsOf(this.data.manager, sql`select id from proposal where status = 'open' and deadline <= now() order by deadline, id`);
    // One that cannot be settled now keeps no other waiting.
    for (const { id } of rows) await this.settleOne(String(id)).catch((error: unknown) => { this.tell(`the proposal ${String(id)} could not be settled`, error); });
  }

  private look(): void {
    this.working ??= this.settleWhatIsOver().catch((error: unknown) => {
      this.tell('proposals whose deadline is over could not be counted', error);
    }).finally(() => { this.working = undefined; });
  }

  private tell(what: string, error: unknown): void {
    this.log.error(what, error instanceof Error ? error.stack : String(error));
  }

  private async settleOne(id: string): Promise<void> {
    await asPlanner(this.data.manager, async (tx) => {
      const proposal = await lockProposal(tx, id);
      // Somebody else may have settled or amended it meanwhile.
      if (isFailure(proposal) || proposal.status !== ProposalStatus.OPEN || !await isOver(tx, proposal)) return;
      await settle(tx, this.carryOut, proposal, true);
    });
  }
}
