import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Where the code of a thread or process is. They run compiled code: beside the file that starts it once built; from the sources (tests), what `npm run build` made of them.
 *
 * @param name of the compiled file, as `plan-process.js`
 * @param starter `import.meta.url` of the file that starts it, in a room of src/
 */
export function compiledFile(name: string, starter: string): string {
  const beside = fileURLToPath(new URL(name, starter));
  return existsSync(beside) ? beside : beside.replace(/([/\\])src([/\\][^/\\]+[/\\][^/\\]+)$/, '$1dist$2');
}
