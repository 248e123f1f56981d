import { execFileSync } from 'node:child_process';
import { arch, cpus, totalmem, type as system } from 'node:os';

/** On what and when: the machine without its name, the day, the commit. */
export function whereAndWhen(today: Date): string {
  const processors = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const model = processors[0]?.model.trim() ?? 'an unknown processor';
  return `Measured on ${today.toISOString().slice(0, 10)}, ${commit()}: ${model}, ${processors.length} cores, ${gibibytes} GiB, ${system()} ${arch()}, Node.js ${process.version}.`;
}

/** What bench/ says itself is no change to what is measured. */
function commit(): string {
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const changed = git('status', '--porcelain', '--', '.', ':!bench') !== '';
    return `commit ${git('rev-parse', '--short=10', 'HEAD')}${changed ? ' with changes' : ''}`;
  } catch {
    return 'no commit known';
  }
}
