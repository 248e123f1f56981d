import { WebSocket } from 'ws';
import type { Api } from './graphql.js';

/** What came over a subscription, by graphql-transport-ws over a real websocket. */
export interface Subscription {
  /** The data of every message so far. */
  readonly data: unknown[];
  /** Until the service says that it is over; with the error that it gives, if so. */
  readonly over: Promise<unknown>;
  /** Ends it from this side, and closes the socket. */
  stop(): Promise<void>;
}

/** The service listens at any free port from now on, once. */
export async function listen(api: Api): Promise<string> {
  await api.app.listen(0, '127.0.0.1');
  return await api.app.getUrl();
}

/** @param connection what opens the connection brings: `{ authorization: 'Bearer …' }` */
export async function subscribe(address: string, query: string, variables: object, connection?: object): Promise<Subscription> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const data: unknown[] = [];
  let begun: (() => void) | undefined;
  const ready = new Promise<void>((resolve) => { begun = resolve; });
  const closed = new Promise<void>((resolve) => { socket.on('close', () => { resolve(); }); });
  const over = new Promise<unknown>((resolve) => {
    socket.on('close', (code) => { resolve(code === 1005 || code === 1006 ? 'closed' : code); });
    socket.on('message', (text: Buffer) => {
      const message: unknown = JSON.parse(text.toString());
      if (typeof message !== 'object' || message === null || !('type' in message)) return;
      const payload = 'payload' in message ? message.payload : undefined;
      switch (message.type) {
        case 'connection_ack': socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } })); begun?.(); break;
        case 'next': data.push(typeof payload === 'object' && payload !== null && 'data' in payload ? payload.data : payload); break;
        case 'complete': resolve('complete'); break;
        case 'error': resolve(payload); break;
      }
    });
  });
  socket.on('open', () => { socket.send(JSON.stringify({ type: 'connection_init', payload: connection })); });
  await Promise.race([ready, closed]);
  return {
    data, over,
    async stop() {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ id: '1', type: 'complete' }));
      socket.close();
      await closed;
    },
  };
}
