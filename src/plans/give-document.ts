import type { FastifyReply } from 'fastify';
import type { StoredDocument } from './plan-documents.js';

/** A document that never changes, byte for byte; nothing but its ETag to those who have it already. */
export async function give(reply: FastifyReply, { text, sha256 }: StoredDocument, known: string | undefined): Promise<void> {
  const etag = `"${sha256}"`;
  reply.header('etag', etag).header('cache-control', 'public, max-age=31536000, immutable');
  if (known?.split(/\s*,\s*/).includes(etag) === true) await reply.code(304).send();
  // As bytes, so that nothing on the way writes them anew.
  else await reply.type('application/json').send(Buffer.from(text, 'utf8'));
}

/** A 404 with a message. */
export async function missing(reply: FastifyReply, message: string): Promise<void> {
  await reply.code(404).type('application/json').send(JSON.stringify({ message }));
}
