import { rmSync } from 'node:fs';

/** Leaves no process and no folder behind. */
export default async function stopDatabase(): Promise<void> {
  await globalThis.testServer?.release();
  if (globalThis.testServer) rmSync(globalThis.testServer.folder, { recursive: true, force: true });
}
