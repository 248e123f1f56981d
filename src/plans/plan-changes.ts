import { EventEmitter } from 'node:events';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Tells those who follow a plan that its row has changed. What it is now, they read. */
@Injectable()
export class PlanChanges implements OnModuleDestroy {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private over = false;

  /** Whether the service is stopping: nobody will be told anything any more. */
  get ended(): boolean {
    return this.over;
  }

  tell(planId: string): void {
    this.emitter.emit(planId);
  }

  /** Until the plan changes next, the signal is aborted, the service stops, or so many milliseconds have passed: another process may be at work on the plan. */
  async next(planId: string, atMost: number, signal: AbortSignal): Promise<void> {
    if (this.over || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.emitter.off(planId, end);
        this.emitter.off('end', end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, atMost);
      this.emitter.on(planId, end);
      this.emitter.on('end', end);
      signal.addEventListener('abort', end);
    });
  }

  onModuleDestroy(): void {
    this.over = true;
    this.emitter.emit('end');
  }
}
