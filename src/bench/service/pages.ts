import { load } from './load.js';
import type { PagePair } from './page-queries.js';
import { post } from './post.js';
import { median, ratios } from './ratios.js';
import { comparable, difference } from './same-answer.js';

/** Where both answer. */
export interface Both {
  readonly ours: string;
  readonly peer: string;
  /** Of the session by which ours is asked. */
  readonly secret: string;
}

export interface HowMuch {
  readonly connections: readonly number[];
  readonly rounds: number;
  /** Of one load. */
  readonly seconds: number;
}

/** Each page from both, in turn, once both were seen to say the same. @returns a table of requests a second, as ratios */
export async function comparePages(pairs: readonly PagePair[], both: Both, log: (line: string) => void, { connections, rounds, seconds }: HowMuch): Promise<string> {
  for (const pair of pairs) await refuseDifferent(pair, both);
  const lines: string[] = [];
  for (const pair of pairs) {
    // A program is slower until its code was compiled; what is asked first would pay for it.
    const warm = { connections: Math.max(...connections), seconds };
    await load(both.ours, pair.ours, { ...warm, secret: both.secret });
    await load(both.peer, pair.peer, warm);
    for (const many of connections) {
      const [ours, peer, p99]: [number[], number[], number[]] = [[], [], []];
      for (let round = 0; round < rounds; round++) {
        const mine = await load(both.ours, pair.ours, { connections: many, seconds, secret: both.secret });
        const theirs = await load(both.peer, pair.peer, { connections: many, seconds });
        ours.push(mine.rate);
        peer.push(theirs.rate);
        p99.push(mine.p99);
      }
      const middle = (values: readonly number[]): number => median([...values].sort((a, b) => a - b));
      lines.push(`| ${pair.name} | ${many} | ${ratios(ours, peer)} | ${middle(ours).toFixed(0)} | ${middle(peer).toFixed(0)} | ${middle(p99).toFixed(0)} |`);
      log(lines.at(-1) ?? '');
    }
  }
  const head = ['| page | connections | requests/s, ours : PostGraphile | ours | PostGraphile | ours p99, ms |', '|---|--:|--:|--:|--:|--:|'];
  return 'What the pages ask for, to the letter, against PostGraphile 5 on the same database and rows, asked for the same by its own schema; both were seen to say the same first. Ours with a session, looked up at '
    + 'each request, and its limits on; PostGraphile with the role of the service and its row security by pgSettings, and no session to look up. '
    + `Loads of ${seconds} s by autocannon in turn, ${rounds} rounds, after one of each that is not counted: median, least to most. To be at least 1.0.\n\n${[...head, ...lines].join('\n')}`;
}

async function refuseDifferent({ name, ours, peer, apart }: PagePair, both: Both): Promise<void> {
  const left = await post(`${both.ours}/graphql`, JSON.stringify(ours), both.secret);
  const right = await post(`${both.peer}/graphql`, JSON.stringify(peer));
  const dataOf = (text: string): unknown => {
    const { data, errors } = JSON.parse(text) as { readonly data?: unknown; readonly errors?: unknown };
    if (errors !== undefined || data == null) throw new Error(`${name}: ${text.slice(0, 500)}`);
    return comparable(data, new Set(apart));
  };
  const found = difference(dataOf(left.text), dataOf(right.text));
  if (found !== undefined) throw new Error(`${name}: the two do not say the same: ${found}`);
}
