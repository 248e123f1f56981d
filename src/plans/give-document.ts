import type { FastifyReply } from 'fastify';
import type { StoredDocument } from './plan-documents.js';

/** The hashes that somebody names in `if-none-match`: of what they have. */
export function knownHashes(ifNoneMatch: string | undefined): string[] {
  return (ifNoneMatch?.split(/\s*,\s*/) ?? []).flatMap((tag) => /^(?:W\/)?"([0-9a-f]{64})"$/.exec(tag)?.[1] ?? []);
}

/** A document that never changes, byte for byte; nothing but its ETag to those who have it already. */
export async function give(reply: FastifyReply, { text, sha256 }: StoredDocument, known: readonly string[]): Promise<void> {
  reply.header('etag', `"${sha256}"`).header('cache-control', 'public, max-age=31536000, immutable');
  if (text === undefined || known.includes(sha256)) await reply.code(304).send();
  // As bytes, so that nothing on the way writes them anew.
  else await reply.type('application/json').send(Buffer.from(text, 'utf8'));
}

/** A 404 with a message. */
export async function missing(reply: FastifyReply, message: string): Promise<void> {
  await reply.code(404).type('application/json').send(JSON.stringify({ message }));
}
