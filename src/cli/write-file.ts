import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { StartFault } from '../config/start-fault.js';
import { reasonOf } from '../config/system-error.js';

/**
 * Writes to stdout, or where a file is named, the file whole or not at all.
 * @throws StartFault where the file cannot be written
 */
export async function writeOut(file: string | undefined, content: string | Uint8Array): Promise<void> {
  if (file !== undefined) {
    writeWhole(file, content);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(content, (error) => { if (error) reject(error); else resolve(); });
  });
}

function writeWhole(file: string, content: string | Uint8Array): void {
  const beside = `${file}.${process.pid}.part`;
  try {
    writeFileSync(beside, content);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new StartFault(`${file} cannot be written: ${reasonOf(error)}`);
  }
}
