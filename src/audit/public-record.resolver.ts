import { Args, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyService } from '../confederation/assemblies/assembly.service.js';
import { Assembly } from '../confederation/assemblies/assembly.type.js';
import { ConfederationService } from '../confederation/confederations/confederation.service.js';
import { Confederation } from '../confederation/confederations/confederation.type.js';
import type { Acting } from '../accounts/acting.js';
import { Batched } from '../graphql/batched.js';
import { Acts, type GraphqlContext } from '../graphql/context.js';
import { Text } from '../graphql/scalars.js';
import type { Shown } from '../graphql/shown.js';
import type { Page } from '../records/page.js';
import { PublicRecordArgs } from './public-record.input.js';
import { PublicRecordService } from './public-record.service.js';
import { RecordedChange, RecordedChangeConnection } from './public-record.type.js';

@Resolver(() => RecordedChange)
export class PublicRecordResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly confederations: Batched<null, Shown<Confederation> | null>;
  private readonly sentences: Batched<null, string>;

  constructor(private readonly service: PublicRecordService, assemblies: AssemblyService, confederations: ConfederationService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
    this.sentences = new Batched(async (acting, numbers) => await service.sentences(acting, numbers));
  }

  @Query(() => RecordedChangeConnection, { description: 'The public record: every change of every record, page by page, the newest first.' })
  async publicRecord(@Acts() acting: Acting, @Args() ask: PublicRecordArgs): Promise<Page<Shown<RecordedChange>>> {
    return await this.service.page(acting, ask);
  }

  @ResolveField(() => Text, { description: 'Who did what, in plain words: "The local operator revised the need of Cabot for Bread, Winter: quantity from 12 to 14.5 t." With the names of today.' })
  sentence({ number }: RecordedChange, _: unknown, context: GraphqlContext): Promise<string> {
    return this.sentences.load(context, String(number), null);
  }

  @ResolveField(() => Assembly, { nullable: true, description: 'The assembly that it concerns; null where it concerns a whole confederation.' })
  async assembly({ assemblyId }: RecordedChange, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return assemblyId === null ? null : await this.assemblies.load(context, assemblyId, null);
  }

  @ResolveField(() => Confederation, { nullable: true, description: 'The confederation that it concerns; null for what an assembly is or holds by itself.' })
  async confederation({ confederationId }: RecordedChange, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return confederationId === null ? null : await this.confederations.load(context, confederationId, null);
  }
}
