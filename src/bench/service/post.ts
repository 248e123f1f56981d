import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** An answer as it came. */
export interface Posted {
  readonly status: number;
  readonly text: string;
}

/** Posts JSON over a connection that is kept. @param secret of a session */
export async function post(url: string, body: string, secret?: string): Promise<Posted> {
  return await new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }) };
    const asking = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => { parts.push(part); });
      response.on('end', () => { resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }); });
      response.on('error', reject);
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
