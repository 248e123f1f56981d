import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { type Acting, anonymous } from '../accounts/acting.js';
import { stillActs, whoActs } from '../accounts/who-acts.js';

/** What every resolver can reach: one object for each request, or for each open subscription connection. */
export interface GraphqlContext {
  readonly acting: Acting;
  /** The address that the request came from. */
  readonly address: string;
}

/** The one who is acting, as a resolver's parameter: `@Acts() acting: Acting`. */
export const Acts = createParamDecorator((_: unknown, host: ExecutionContext): Acting =>
  GqlExecutionContext.create(host).getContext<GraphqlContext>().acting);

/** Closed by the service because who opened the connection is not, or no longer, recognised; as 401 in HTTP. */
const NOT_RECOGNISED = 4401;

/** Connections hang up by this; by the object that the connection's operations have in their context. */
interface OfConnection {
  readonly hangUp: () => void;
}

interface Closing {
  close(code: number, reason: string): void;
}

/**
 * Finds out who is acting: once for each request, before anything of it is run, and again at each event of an open subscription.
 * Somebody who gives a secret that is not good is refused, and never served as if they had given none.
 */
export class Recognition {
  private readonly recognised = new WeakMap<FastifyRequest, Acting>();

  constructor(private readonly data: DataSource) {}

  /** Before a request is run: 401 where it is not recognised. For the opening of a websocket too. */
  readonly check = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const acting = await whoActs(this.data.manager, request.headers.authorization);
    if (acting.as !== 'nobody') this.recognised.set(request, acting);
    else await reply.code(401).header('www-authenticate', 'Bearer').send({ data: null, errors: [{ message: acting.why, extensions: { code: 'UNAUTHENTICATED' } }] });
  };

  readonly contextOf = (request: FastifyRequest): GraphqlContext =>
    ({ acting: this.recognised.get(request) ?? anonymous, address: request.ip });

  readonly contextOfConnection = (socket: Closing, request: FastifyRequest): GraphqlContext & OfConnection =>
    ({ ...this.contextOf(request), hangUp: () => { socket.close(NOT_RECOGNISED, 'signed out'); } });

  /** What opens a connection may bring the header in its payload, since a page cannot set one: `{ authorization: "Bearer …" }`. */
  readonly onConnect = async ({ payload }: { readonly payload?: unknown }): Promise<boolean | Pick<GraphqlContext, 'acting'>> => {
    const brought: [string, unknown][] = typeof payload === 'object' && payload !== null ? Object.entries(payload) : [];
    const given = brought.find(([name]) => name.toLowerCase() === 'authorization');
    if (given === undefined) return true;
    const [, authorization] = given;
    const acting = typeof authorization === 'string' && authorization !== '' ? await whoActs(this.data.manager, authorization) : undefined;
    return acting !== undefined && acting.as !== 'nobody' && { acting };
  };

  /** Before an event is sent: a session or a token that ended meanwhile ends the connection, and the event is not sent. */
  readonly checkEvent = async (_execution: unknown, context: object): Promise<void> => {
    if (isOfConnection(context) && !await stillActs(this.data.manager, context.acting)) context.hangUp();
  };
}

function isOfConnection(context: object): context is GraphqlContext & OfConnection {
  return 'hangUp' in context && 'acting' in context;
}
