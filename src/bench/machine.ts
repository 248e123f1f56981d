import { execFileSync } from 'node:child_process';
import { arch, cpus, totalmem, type as system } from 'node:os';

/** On what and when something was measured. */
export function whereAndWhen(today: Date): string {
  return `Measured on ${today.toISOString().slice(0, 10)}, ${commit()}: ${machine()}.`;
}

/** The machine, without its name. */
export function machine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'an unknown processor';
  return `${model}, ${processors.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${system()} ${arch()}, Node.js ${process.version}`;
}

/** What bench/ says itself is no change to what is measured. */
export function commit(): string {
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const changed = git('status', '--porcelain', '--', '.', ':!bench') !== '';
    return `commit ${git('rev-parse', '--short=10', 'HEAD')}${changed ? ' with changes' : ''}`;
  } catch {
    return 'no commit known';
  }
}
