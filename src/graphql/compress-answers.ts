import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const compress = promisify(gzip);
/** Characters. What is shorter goes as it is: it gains little, and the answers that the pages ask for a secret are among it, so that their length tells nothing of it. */
const AT_LEAST = 2_000;

/** Answers to queries as gzip, where the asker takes it: lists are a tenth as long. */
export async function compressAnswers(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (!request.url.startsWith('/graphql') || typeof payload !== 'string') return payload;
  reply.header('vary', 'accept-encoding');
  if (payload.length < AT_LEAST || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return payload;
  reply.header('content-encoding', 'gzip').removeHeader('content-length');
  return await compress(payload, { level: 5 });
}
