// Where a Chromium is. By itself (`node web/scripts/chromium.js`) it says so, and ends with 1 where there is none.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = ['/usr/bin', '/usr/local/bin', '/snap/bin'];
const ON_A_MAC = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** What to do where none is found. */
export const NO_CHROMIUM = 'No Chromium was found: install one (on Debian: apt-get install chromium), or name one by CHROMIUM_PATH.';

/**
 * The program, or undefined where there is none. CHROMIUM_PATH, where it is set, is believed alone: who names one wants no other.
 * @param {{ readonly [name: string]: string | undefined }} environment
 * @returns {string | undefined}
 */
export function findChromium({ CHROMIUM_PATH, PATH = '' }) {
  if (CHROMIUM_PATH) return isProgram(CHROMIUM_PATH) ? CHROMIUM_PATH : undefined;
  const folders = [...PATH.split(delimiter).filter((folder) => folder !== ''), ...ELSEWHERE];
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...ON_A_MAC].find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

if (process.argv[1] === import.meta.filename) {
  const found = findChromium(process.env);
  console.log(found ?? NO_CHROMIUM);
  process.exit(found === undefined ? 1 : 0);
}
