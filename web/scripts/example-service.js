import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'confed.js');

/**
 * A service of its own with the example, in a folder of its own, as soon as its first plan is done; `npm run build` comes before.
 * @returns its address, the secret to begin with, and how to stop it
 */
export async function startExample() {
  const folder = mkdtempSync(join(tmpdir(), 'confederal-planner-pages-'));
  const child = spawn(process.execPath, [PROGRAM, 'serve'], { cwd: folder, env: { ...process.env, PORT: '0', DATA_DIR: join(folder, 'data'), DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = async () => {
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  let said = '';
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.stdout.on('data', (some) => {
      said += some;
      if (/^Plan {2}/m.test(said)) resolve();
    });
  });
  const [, url, link] = /^Begin here {2}(http\S+)\/begin#(cpl_\S+)$/m.exec(said) ?? [];
  if (url === undefined) {
    await stop();
    throw new Error(`the service did not start:\n${said}`);
  }
  return { url, link, stop };
}
