import { StartFault } from '../config/start-fault.js';

/** No row is longer than two outlines of land, in characters: a file without line ends must not fill the memory. */
const LONGEST = 16_000_000;

/**
 * The values of NDJSON, one by one, however long the whole is; empty lines are passed over. A line that is no JSON comes as its text.
 * @throws StartFault where a line has no end
 */
export async function* rowsInLines(bytes: AsyncIterable<Uint8Array | string>): AsyncGenerator {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of bytes) {
    rest += typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST) throw new StartFault(`a line has more than ${LONGEST} characters: these are no rows of a public record`);
    for (const line of lines) if (line.trim() !== '') yield valueOf(line);
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield valueOf(rest);
}

function valueOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
