/**
 * The cells of a table that was copied out of a spreadsheet (tabs between them), or of a file with semicolons; quoted cells may hold either, and line breaks. Empty lines at the end are left
 * out. Commas part nothing: half of the readers write decimals with them.
 */
export function readSheet(text: string): string[][] {
  const separator = text.includes('\t') ? '\t' : ';';
  const rows: string[][] = [];
  let row: string[] = [];
  for (const { cell, ends } of cellsOf(text.replace(/\r\n?/g, '\n'), separator)) {
    row.push(cell);
    if (ends === separator) continue;
    rows.push(row);
    row = [];
  }
  while (rows.at(-1)?.every((cell) => cell.trim() === '')) rows.pop();
  return rows;
}

/** Each cell, and what it ends with: the separator, a line break, or nothing at the end of all. */
function* cellsOf(text: string, separator: string): Generator<{ readonly cell: string; readonly ends: string }> {
  for (let at = 0; at <= text.length;) {
    const { cell, next } = text[at] === '"' ? quoted(text, at, separator) : bare(text, at, separator);
    yield { cell, ends: text[next] ?? '' };
    at = next + 1;
  }
}

function bare(text: string, from: number, separator: string): { cell: string; next: number } {
  let next = from;
  while (next < text.length && text[next] !== separator && text[next] !== '\n') next++;
  return { cell: text.slice(from, next), next };
}

/** A quote within is written twice. What is no whole quoted cell (12" pipe) stands as it is. */
function quoted(text: string, from: number, separator: string): { cell: string; next: number } {
  const [whole, inner = ''] = /^"((?:[^"]|"")*)"/.exec(text.slice(from)) ?? [];
  const next = from + (whole?.length ?? 0);
  const ends = text[next];
  if (whole === undefined || (ends !== undefined && ends !== separator && ends !== '\n')) return bare(text, from, separator);
  return { cell: inner.replaceAll('""', '"'), next };
}

/** What is named, as it is compared: without capitals, accents and spaces around. */
export function asNamed(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Something that a sheet names by its name or its code. */
export interface Named {
  readonly code: string;
  readonly name: string;
}

/** The only one that is called so; undefined where there is none, or several. By its code before its name. */
export function findNamed<Each extends Named>(list: readonly Each[], text: string): Each | undefined {
  const wanted = asNamed(text);
  const byCode = list.find(({ code }) => asNamed(code) === wanted);
  const [first, ...more] = list.filter(({ name }) => asNamed(name) === wanted);
  return byCode ?? (more.length === 0 ? first : undefined);
}
