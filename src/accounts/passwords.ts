import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { tooManyAttempts, type TooManyAttempts } from '../records/failures.js';

/** Argon2id (the package's own choice of the three), at least what OWASP's cheat sheet for storing passwords asks: 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** How many are computed at once, each in 19 MiB, and how many may wait for their turn. */
const AT_ONCE = 2;
const MOST_WAITING = 50;
/** When those that found the queue full should try again, in ms. */
const WAIT = 10_000;

/** Hashes passwords, few at a time, so that many who sign in at once cannot exhaust memory. */
export class Passwords {
  /** Of a password that nobody knows: it is compared where there is none, so that this takes as long. */
  private readonly decoy: Promise<string> = hash(randomBytes(32), PARAMETERS);
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** The encoded hash, with its salt and parameters. */
  async hashed(password: string): Promise<{ readonly hash: string } | TooManyAttempts> {
    return await this.inTurn(async () => ({ hash: await hash(password, PARAMETERS) }));
  }

  /** Whether the hash is of this password; never where there is no hash. */
  async match(kept: string | undefined, password: string): Promise<{ readonly same: boolean } | TooManyAttempts> {
    return await this.inTurn(async () => {
      const same = await verify(kept ?? await this.decoy, password);
      return { same: same && kept !== undefined };
    });
  }

  private async inTurn<T extends object>(work: () => Promise<T>): Promise<T | TooManyAttempts> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) return tooManyAttempts(new Date(Date.now() + WAIT));
      await new Promise<void>((resolve) => { this.waiting.push(resolve); });
    } else this.running++;
    try {
      return await work();
    } finally {
      // Whoever waits longest takes the place that is free now.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
