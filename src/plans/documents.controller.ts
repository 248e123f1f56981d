import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { anonymous } from '../accounts/acting.js';
import { give, knownHashes, missing } from './give-document.js';
import { PlanDocuments } from './plan-documents.js';

/** Scenarios and plans as files, byte for byte as they were computed. What is there never changes, so its hash is its ETag. */
@Controller()
export class DocumentsController {
  constructor(private readonly documents: PlanDocuments) {}

  @Get('scenarios/:file')
  async scenario(@Param('file') file: string, @Headers('if-none-match') has: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const known = knownHashes(has);
    const sha256 = /^([0-9a-f]{64})\.json$/.exec(file)?.[1];
    const document = sha256 === undefined ? undefined : await this.documents.scenario(anonymous, sha256, known);
    await (document ? give(reply, document, known) : missing(reply, 'There is no scenario with this hash. Its address is /scenarios/<sha256>.json.'));
  }

  /** What has no such ending is a page of that plan. */
  @Get('plans/:id.json')
  async plan(@Param('id') named: string, @Headers('if-none-match') has: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const known = knownHashes(has);
    const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(named);
    const document = isId ? await this.documents.plan(anonymous, named, known) : undefined;
    if (document === undefined) await missing(reply, 'There is no plan with this id. Its address is /plans/<id>.json.');
    else if (document === 'unfinished') await missing(reply, 'This plan is not done, so there is no document.');
    else await give(reply, document, known);
  }
}
