import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { anonymous } from '../accounts/acting.js';
import { give, knownHashes, missing } from '../plans/give-document.js';
import { AdoptionService } from './adoption.service.js';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where this service gives an adoption, on its own address. */
export const adoptionUrl = (id: string): string => `/adoptions/${id}`;

/** Adoptions as files, byte for byte as they were sealed. What is there never changes, so its hash is its ETag. */
@Controller()
export class AdoptionsController {
  constructor(private readonly adoptions: AdoptionService) {}

  @Get('adoptions/:id')
  async adoption(@Param('id') id: string, @Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const document = ID.test(id) ? await this.adoptions.document(anonymous, id) : undefined;
    await (document ? give(reply, document, knownHashes(known)) : missing(reply, 'There is no adoption with this id. Its address is /adoptions/<id>.'));
  }
}
