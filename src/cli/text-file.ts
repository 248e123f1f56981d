import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { StartFault } from '../config/start-fault.js';
import { reasonOf } from '../config/system-error.js';

/** So much is read at a time where a file does not say how long it is, in bytes. */
const PIECE = 2 ** 20;

/**
 * Reads a file of text in UTF-8; a byte order mark is left out.
 * @param most bytes that it may have: a longer one is refused before it fills the memory, also one without an end
 * @throws StartFault where it cannot be read, is too long, or is no text
 */
export async function readText(file: string, most: number): Promise<string> {
  const bytes = await readBytes(file, most).catch((error: unknown) => {
    if (error instanceof StartFault) throw error;
    throw new StartFault(`${file}: cannot be read: ${reasonOf(error)}`);
  });
  const fault = noText(bytes);
  if (fault !== undefined) throw new StartFault(`${file}: ${fault}`);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', marked ? 3 : 0);
}

async function readBytes(file: string, most: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const about = await handle.stat();
    if (about.isDirectory()) throw new StartFault(`${file}: must be a file, is a folder`);
    if (about.size > most) throw tooLong(file, most, inBytes(about.size));
    const pieces: Buffer[] = [];
    for (let length = 0; ;) {
      // One more than it should have, to see its end.
      const piece = Buffer.allocUnsafe(Math.max(PIECE, about.size + 1 - length));
      const { bytesRead } = await handle.read(piece, 0, piece.length);
      if (bytesRead === 0) return pieces.length === 1 ? (pieces[0] ?? piece) : Buffer.concat(pieces);
      length += bytesRead;
      if (length > most) throw tooLong(file, most, 'more');
      pieces.push(piece.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

function tooLong(file: string, most: number, came: string): StartFault {
  return new StartFault(`${file}: must have at most ${inBytes(most)}, has ${came}`);
}

function inBytes(bytes: number): string {
  return bytes < 1e6 ? `${bytes} bytes` : `${Number((bytes / 1e6).toPrecision(4))} MB`;
}

/** What the first bytes of other files are (https://en.wikipedia.org/wiki/List_of_file_signatures). */
const OTHERS: readonly (readonly [start: readonly number[], what: string])[] = [
  [[0xff, 0xfe], 'text in UTF-16: save it as UTF-8'],
  [[0xfe, 0xff], 'text in UTF-16: save it as UTF-8'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive or a spreadsheet'],
  [[0x1f, 0x8b], 'compressed by gzip: unpack it first'],
];

/** Why bytes are not a text in UTF-8. */
function noText(bytes: Buffer): string | undefined {
  if (bytes.length === 0) return 'must be JSON, is empty';
  const other = OTHERS.find(([start]) => start.every((byte, position) => bytes[position] === byte));
  if (other !== undefined) return `must be JSON in UTF-8, is ${other[1]}`;
  // JSON begins with an ASCII character: beside it, UTF-16 has a NUL.
  if ((bytes[0] === 0) !== (bytes[1] === 0)) return 'must be JSON in UTF-8, is text in UTF-16 or binary';
  if (isUtf8(bytes)) return undefined;
  const at = firstNotUtf8(bytes);
  const lines = bytes.toString('utf8', 0, at).split('\n');
  const byte = (bytes[at] ?? 0).toString(16).padStart(2, '0');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}: must be text in UTF-8, got the byte 0x${byte}, which is none (another encoding, or no text at all)`;
}

/** The position of the first byte that is part of no UTF-8 character, found by halving. */
function firstNotUtf8(bytes: Buffer): number {
  let right = 0;
  let wrong = bytes.length;
  while (wrong - right > 8) {
    let middle = (right + wrong) >> 1;
    // Not within a character: its further bytes are 10xxxxxx, three at most.
    for (let back = 0; back < 3 && ((bytes[middle] ?? 0) & 0xc0) === 0x80 && middle - 1 > right; back++) middle--;
    if (isUtf8(bytes.subarray(right, middle))) right = middle;
    else wrong = middle;
  }
  const character = (): number => [1, 2, 3, 4].find((length) => right + length <= wrong && isUtf8(bytes.subarray(right, right + length))) ?? 0;
  for (let length = character(); length > 0; length = character()) right += length;
  return right;
}
