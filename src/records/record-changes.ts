import { EventEmitter } from 'node:events';
import type { OnModuleDestroy } from '@nestjs/common';

/** A record is looked at so often, in ms, by those who follow it: another process may be changing it. */
const LOOK_EVERY = 2000;

/** Tells those who follow a record that it has changed. What it is now, they read. */
export abstract class RecordChanges implements OnModuleDestroy {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private over = false;

  tell(id: string): void {
    this.emitter.emit(id);
  }

  /** What `read` gives now and whenever that has changed, until it is the last of it, the signal is aborted, or the service stops. */
  async *follow<T>(id: string, signal: AbortSignal, read: () => Promise<T>, isLast: (now: T) => boolean): AsyncGenerator<T> {
    let seen = '';
    while (!signal.aborted && !this.over) {
      // Before reading, so that nothing which changes meanwhile is missed.
      const changed = this.next(id, signal);
      const now = await read();
      const text = JSON.stringify(now);
      if (text !== seen) yield now;
      seen = text;
      if (isLast(now)) return;
      await changed;
    }
  }

  /** Until it changes next, the signal is aborted, the service stops, or it is time to look. */
  async next(id: string, signal: AbortSignal): Promise<void> {
    if (this.over || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.emitter.off(id, end);
        this.emitter.off('end', end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, LOOK_EVERY);
      this.emitter.on(id, end);
      this.emitter.on('end', end);
      signal.addEventListener('abort', end);
    });
  }

  onModuleDestroy(): void {
    this.over = true;
    this.emitter.emit('end');
  }
}
