/** So many names are offered for one that is not known. */
const OFFERED = 5;

/** The ids nearest to one that is not known, by spelling: of records whose id or name it is a part of, or differs from by few letters. */
export function nearIds(asked: string, records: readonly { readonly id: string; readonly name?: string }[]): readonly string[] {
  const wanted = asked.toLowerCase();
  const found = records.flatMap(({ id, name = id }) => {
    const texts = [id.toLowerCase(), name.toLowerCase()];
    const away = Math.min(...texts.map((text) => (wanted.length > 2 && text.includes(wanted) ? 1 : changes(wanted, text))));
    return away <= Math.max(1, Math.floor(wanted.length / 3)) ? [{ id, away }] : [];
  });
  return found.sort((a, b) => a.away - b.away || (a.id < b.id ? -1 : 1)).slice(0, OFFERED).map(({ id }) => id);
}

/** The fewest letters that are put in, taken out or changed to make one text of the other (Levenshtein). */
function changes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const kept = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
