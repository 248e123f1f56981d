import { get } from './post.js';
import type { Program } from './program.js';
import type { World } from './world.js';

/** What a finished plan's document costs who has it already, against who has not. */
export async function documentsTold({ owner }: World, service: Program, log: (line: string) => void, seconds: number): Promise<string> {
  const { rows } = await owner.query<{ id: string; sha256: string; bytes: number }>("select id, sha256, octet_length(document) as bytes from plan where status = 'done'");
  const [plan] = rows;
  if (!plan) throw new Error('there is no finished plan');
  const url = `${service.address}/plans/${plan.id}.json`;
  const rate = async (headers: Readonly<Record<string, string>>, expected: number): Promise<number> => {
    const end = performance.now() + seconds * 1000;
    let count = 0;
    for (; performance.now() < end; count++) {
      const { status } = await get(url, headers);
      if (status !== expected) throw new Error(`${url} answers ${status}, not ${expected}`);
    }
    return count / seconds;
  };
  const whole = await rate({}, 200);
  const known = await rate({ 'if-none-match': `"${plan.sha256}"` }, 304);
  const told = `A finished plan's document (${(plan.bytes / 1e6).toFixed(1)} MB), one request after the other: who has it already (304) is answered ${(known / whole).toFixed(0)} × as often as who has not `
    + `(${known.toFixed(0)} : ${whole.toFixed(0)} a second). It is immutable, so that a browser does not even ask.`;
  log(told);
  return told;
}
