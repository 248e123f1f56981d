import { Controller, Get, Header, HttpException, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { anonymous } from '../accounts/acting.js';
import { PublicRecordService } from './public-record.service.js';

/** The public record for whoever keeps a copy of it: the head, and rows as they are hashed. docs/public-record.md */
@Controller('record')
export class RecordController {
  constructor(private readonly service: PublicRecordService) {}

  /** `{"count":12,"hash":"…","at":"…"}`; `at` is null before the first row. */
  @Get('head')
  @Header('cache-control', 'no-store')
  async head(): Promise<{ readonly count: number; readonly hash: string; readonly at: string | null }> {
    return await this.service.head();
  }

  /** Rows `from` … `to`, both given or not, as NDJSON, a page at most: whoever wants all goes on behind the last number. */
  @Get()
  async rows(@Query('from') from: unknown = '1', @Query('to') to: unknown = String(Number.MAX_SAFE_INTEGER), @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const lines = await this.service.lines(anonymous, numberOf('from', from), numberOf('to', to));
    reply.type('application/x-ndjson; charset=utf-8');
    return lines.map((line) => `${line}\n`).join('');
  }
}

function numberOf(name: string, text: unknown): number {
  const number = typeof text === 'string' && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(number)) return number;
  throw new HttpException({ message: `${name}: expected the number of a row, 1 or more, got ${typeof text === 'string' ? JSON.stringify(text.slice(0, 40)) : 'it several times'}` }, 400);
}
