import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { StartFault } from '../config/start-fault.js';
import { hasCode, reasonOf } from '../config/system-error.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The port is taken and answers from the first moment; the service stands behind it as soon as it is ready. */
export interface FrontDoor {
  readonly server: Server;
  /** The port that is listened on. */
  readonly port: number;
  /** Requests go to the service from now on. */
  open(handler: Handler): void;
  /** No new requests: those under way have two seconds, connections that only wait are closed. */
  close(): Promise<void>;
}

/** How long requests under way may take once we stop, in ms. */
const GRACE = 2000;

/**
 * Listens, and answers everything with 503 `{"status":"starting"}` until it is opened.
 * @throws StartFault where the port or the host cannot be had
 */
export async function frontDoor(host: string, port: number): Promise<FrontDoor> {
  let handler: Handler = unready('starting');
  const server = createServer((request, response) => { handler(request, response); });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => { reject(new StartFault(cannotListen(host, port, error))); });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    server,
    port: typeof address === 'object' && address ? address.port : port,
    open(next) { handler = next; },
    async close() {
      handler = unready('stopping');
      await new Promise<void>((resolve) => {
        const late = setTimeout(() => { server.closeAllConnections(); resolve(); }, GRACE);
        server.close(() => { clearTimeout(late); resolve(); });
        server.closeIdleConnections();
      });
    },
  };
}

function unready(status: 'starting' | 'stopping'): Handler {
  return (_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json; charset=utf-8', 'retry-after': '1', connection: 'close' });
    response.end(JSON.stringify({ status }));
  };
}

function cannotListen(host: string, port: number, error: unknown): string {
  if (hasCode(error, 'EADDRINUSE')) return `PORT: ${port} on ${host} is in use by another program: stop that one, or set PORT to another number`;
  if (hasCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN')) return `HOST: ${host} is not an address of this machine`;
  return `PORT: cannot listen on ${host}:${port}: ${reasonOf(error)}`;
}
