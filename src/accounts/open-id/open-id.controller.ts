import { Controller, Get, Logger, NotFoundException, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Attempts, networkOf } from '../attempts.js';
import { OpenIdProvider } from './open-id-provider.js';
import { OpenIdService } from './open-id.service.js';

/** What the browser keeps while its person is at the provider: of that way alone, and for no longer, in s. */
const COOKIE = 'confed_way';
const LIFE = 600;
/** Ways that came to no good end, from one network, within a span in ms. */
const MOST = 100;
const SPAN = 15 * 60_000;

/** The way to the OpenID Connect provider and back. Browsers go here; what they come back with, the page /begin exchanges for a session. */
@Controller('sign-in')
export class OpenIdController {
  private readonly attempts = new Attempts(MOST, SPAN);
  private readonly log = new Logger('OpenID Connect');

  constructor(private readonly provider: OpenIdProvider, private readonly service: OpenIdService) {}

  @Get()
  async leave(@Res() reply: FastifyReply): Promise<void> {
    if (!this.provider.isThere) throw new NotFoundException();
    try {
      const { url, kept } = await this.provider.way();
      await send(reply, url, this.cookie(kept, LIFE));
    } catch (error) {
      this.refused(error);
      await send(reply, 'begin#refused', this.cookie('', 0));
    }
  }

  @Get('callback')
  async comeBack(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.provider.isThere) throw new NotFoundException();
    const network = networkOf(request.ip);
    try {
      if (this.attempts.begin(network)) throw new Error('too many ways from one address came to no good end');
      const kept = new RegExp(`(?:^|; *)${COOKIE}=([\\w-]{43})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1];
      if (kept === undefined) throw new Error('no way was begun in this browser');
      const code = await this.service.arrive(kept, new URL(request.url, 'http://here').searchParams);
      this.attempts.takeBack(network);
      await send(reply, `../begin#code=${code}`, this.cookie('', 0));
    } catch (error) {
      this.refused(error);
      await send(reply, '../begin#refused', this.cookie('', 0));
    }
  }

  private cookie(value: string, seconds: number): string {
    const { path, secure } = this.provider.cookie;
    return `${COOKIE}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  }

  private refused(error: unknown): void {
    this.log.warn(error instanceof Error ? `refused: ${error.message}` : 'refused');
  }
}

async function send(reply: FastifyReply, to: string, cookie: string): Promise<void> {
  await reply.code(302).header('location', to).header('set-cookie', cookie).header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').send();
}
