import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** An answer as it came. */
export interface Posted {
  readonly status: number;
  readonly text: string;
}

/** Posts JSON over a connection that is kept. @param secret of a session */
export async function post(url: string, body: string, secret?: string): Promise<Posted> {
  const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }) };
  return await send('POST', url, headers, body);
}

export async function get(url: string, headers: Readonly<Record<string, string>>): Promise<Posted> {
  return await send('GET', url, headers);
}

async function send(method: 'GET' | 'POST', url: string, headers: Readonly<Record<string, string>>, body?: string): Promise<Posted> {
  return await new Promise((resolve, reject) => {
    const asking = request(url, { method, agent, headers: { ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => { parts.push(part); });
      response.on('end', () => { resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }); });
      response.on('error', reject);
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
