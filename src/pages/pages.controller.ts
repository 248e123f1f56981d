import { Controller, Get, Headers, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PageFile, readBuiltPages } from './built-pages.js';

/** Everything from this service alone, and no script or style that stands in the page itself. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Beneath these the service answers itself: what it does not have there is no page either. */
const NOT_PAGES = /^\/(graphql|graphiql|record|scenarios|adoptions|health|sign-in|assets)(\/|$)|\.\w+$/;

/** Where the pages have something (`web/src/routing/routes.ts`); elsewhere they say so themselves, and the status says it to programs. */
const PAGES = /^\/($|(my|begin)\/?$|confederations\/[^/]+|plans\/[^/]+)/;

/** The pages of web/, as they were built. Which page an address is, the pages know themselves. */
@Controller()
export class PagesController {
  private readonly built = readBuiltPages(new URL('../../web/dist/', import.meta.url));

  @Get('assets/:file')
  async asset(@Param('file') name: string, @Headers('accept-encoding') accepts: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const file = this.built.assets.get(name);
    if (!file) throw new NotFoundException();
    await give(reply.header('cache-control', 'public, max-age=31536000, immutable').header('content-security-policy', POLICY), file, accepts);
  }

  @Get(['', '*'])
  async page(@Req() request: FastifyRequest, @Headers('accept-encoding') accepts: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const pathname = request.url.replace(/[?#].*$/s, '');
    if (NOT_PAGES.test(pathname)) throw new NotFoundException(`Cannot GET ${pathname}`);
    if (!this.built.index) throw new NotFoundException('The pages are not built: npm run build');
    reply.status(PAGES.test(pathname) ? 200 : 404);
    await give(reply.header('cache-control', 'no-cache').header('content-security-policy', POLICY).header('referrer-policy', 'no-referrer'), this.built.index, accepts);
  }
}

async function give(reply: FastifyReply, { type, bytes, gzip }: PageFile, accepts: string | undefined): Promise<void> {
  reply.type(type).header('x-content-type-options', 'nosniff').header('vary', 'accept-encoding');
  if (/\bgzip\b/.test(accepts ?? '')) await reply.header('content-encoding', 'gzip').send(gzip);
  else await reply.send(bytes);
}
