import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { CreateLandParcel, LandParcelsArgs, ReviseLandParcel } from './land-parcel.input.js';
import { LandParcelService } from './land-parcel.service.js';
import { LandParcel, LandParcelConnection, LandParcelResult } from './land-parcel.type.js';

@Resolver(() => LandParcel)
export class LandParcelResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;

  constructor(private readonly service: LandParcelService, assemblies: AssemblyService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
  }

  @Query(() => LandParcel, { nullable: true, description: 'The land parcel with this id; null where there is none.' })
  async landParcel(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<LandParcel> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => LandParcelConnection, { description: 'Land parcels, page by page.' })
  async landParcels(@Acts() acting: Acting, @Args() ask: LandParcelsArgs): Promise<Page<Shown<LandParcel>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => LandParcelResult, { description: 'Creates a land parcel that an assembly holds.' })
  async createLandParcel(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new land parcel.' }) input: CreateLandParcel,
  ): Promise<Shown<LandParcel> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => LandParcelResult, { description: 'Revises a land parcel that is not retired.' })
  async reviseLandParcel(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The land parcel.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseLandParcel,
  ): Promise<Shown<LandParcel> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => LandParcelResult, { description: 'Retires a land parcel.' })
  async retireLandParcel(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The land parcel.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<LandParcel> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Assembly, { description: 'The assembly that holds it.' })
  assembly(parcel: LandParcel, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, parcel.assemblyId, null);
  }
}

/** What an assembly shows of its land. */
@Resolver(() => Assembly)
export class AssemblyLandParcelsResolver {
  private readonly pages: Batched<LandParcelsArgs, Page<Shown<LandParcel>>>;

  constructor(service: LandParcelService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => LandParcelConnection, { description: 'The land that it holds.' })
  async landParcels(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: LandParcelsArgs,
  ): Promise<Page<Shown<LandParcel>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}
