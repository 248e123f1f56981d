import type { Checks } from '../records/checks.js';

/** Most entries of one list of an input, unless it says otherwise: more is a mistake of whoever wrote the program that sends it. */
const MOST_ENTRIES = 100;

/** What a list of an input must be like. */
export interface ListRule<Entry> {
  readonly least: 0 | 1;
  /** 100 where it is not given. */
  readonly most?: number;
  /** Two entries for which this is the same may not stand in one list. */
  readonly once: (entry: Entry) => string;
  /** What that is, in words that follow "each": "kind of land", "good". */
  readonly each: string;
  /** Looks at one entry, whose place is `path`: `outputs.1`. */
  readonly entry?: (entry: Entry, path: string) => void;
}

/** Checks a list of an input, and every entry of it. Undefined passes, null is a fault. */
export function checkList<Entry>(checks: Checks, path: string, list: readonly Entry[] | null | undefined, rule: ListRule<Entry>): void {
  const most = rule.most ?? MOST_ENTRIES;
  const expected = `a list of ${rule.least} to ${most} entries`;
  checks.given(path, list, expected);
  if (!list) return;
  if (list.length < rule.least || list.length > most) {
    checks.fault(path, expected, `${list.length} entries`);
    return;
  }
  const seen = new Set<string>();
  list.forEach((entry, position) => {
    const place = `${path}.${position}`;
    rule.entry?.(entry, place);
    const key = rule.once(entry);
    if (seen.has(key)) checks.fault(place, `each ${rule.each} once`, 'one that stands there already');
    seen.add(key);
  });
}
