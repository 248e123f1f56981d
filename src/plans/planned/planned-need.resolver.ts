import { ResolveField, Resolver } from '@nestjs/graphql';
import { GoodService } from '../../commons/goods/good.service.js';
import { Good } from '../../commons/goods/good.type.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import { Text } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import { NeedService } from '../../needs/need.service.js';
import { Need } from '../../needs/need.type.js';
import { TierService } from '../../needs/tiers/tier.service.js';
import { Tier } from '../../needs/tiers/tier.type.js';
import { BottleneckService, type ShortfallWords } from './bottleneck.service.js';
import { PlannedService } from './planned.service.js';
import { Bottleneck, NeedOrigin, PlannedNeed, ScarcityInTier, Shortfall } from './planned.type.js';

@Resolver(() => PlannedNeed)
export class PlannedNeedResolver {
  private readonly recordsOf: Batched<null, Shown<Need> | null>;
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;
  private readonly tiers: Batched<null, Shown<Tier> | null>;

  constructor(needs: NeedService, assemblies: AssemblyService, goods: GoodService, tiers: TierService) {
    this.recordsOf = new Batched(async (acting, ids) => await needs.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
  }

  @ResolveField(() => Need, { description: 'The need, as the assembly declares it today.' })
  need({ needId }: PlannedNeed, _: unknown, context: GraphqlContext): Promise<Shown<Need> | null> {
    return this.recordsOf.load(context, needId, null);
  }

  @ResolveField(() => Assembly, { description: 'The assembly whose need it is.' })
  assembly({ assemblyId }: PlannedNeed, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, assemblyId, null);
  }

  @ResolveField(() => Good, { description: 'What is needed.' })
  good({ goodId }: PlannedNeed, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, goodId, null);
  }

  @ResolveField(() => Tier, { description: 'How urgent it is.' })
  tier({ tierId }: PlannedNeed, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return this.tiers.load(context, tierId, null);
  }
}

/** Why a need receives what it does. */
@Resolver(() => PlannedNeed)
export class PlannedNeedReasonsResolver {
  private readonly originsOf: Batched<null, Shown<NeedOrigin>[]>;
  private readonly bottlenecksOf: Batched<null, Shown<Bottleneck>[]>;
  private readonly shortfalls: Batched<null, Shown<Shortfall> | null>;

  constructor(service: PlannedService, bottlenecks: BottleneckService, assemblies: AssemblyService) {
    this.shortfalls = new Batched(async (acting, keys) => await bottlenecks.shortfalls(acting, keys));
    this.originsOf = new Batched(async (acting, keys) => {
      const origins = await service.originsOf(acting, keys);
      const ids = [...new Set(origins.flatMap((found) => found.map(({ assemblyId }) => assemblyId)))];
      const byId = new Map((await assemblies.byIds(acting, ids)).flatMap((assembly) => (assembly === null ? [] : [[assembly.id, assembly]])));
      return origins.map((found) => found.flatMap(({ assemblyId, quantity }) => {
        const assembly = byId.get(assemblyId);
        return assembly === undefined ? [] : [{ assembly, quantity }];
      }));
    });
    this.bottlenecksOf = new Batched(async (acting, keys) => await bottlenecks.ofShortfalls(acting, keys));
  }

  @ResolveField(() => [NeedOrigin], { description: 'Where what it receives comes from, the largest part first.' })
  origins({ planId, needId }: PlannedNeed, _: unknown, context: GraphqlContext): Promise<Shown<NeedOrigin>[]> {
    return this.originsOf.load(context, `${planId} ${needId}`, null);
  }

  @ResolveField(() => [Bottleneck], {
    description: 'What keeps it from receiving more, given that all needs of its tier rise together; what matters most first. None where it is met in full.',
  })
  async heldDownBy({ planId, shortfallPosition }: PlannedNeed, _: unknown, context: GraphqlContext): Promise<Shown<Bottleneck>[]> {
    return shortfallPosition === null ? [] : await this.bottlenecksOf.load(context, `${planId} ${shortfallPosition}`, null);
  }

  @ResolveField(() => Shortfall, {
    nullable: true, description: 'The needs of the same level that the same holds down, this one among them. Null where it is met in full.',
  })
  async shortfall({ planId, shortfallPosition }: PlannedNeed, _: unknown, context: GraphqlContext): Promise<Shown<Shortfall> | null> {
    return shortfallPosition === null ? null : await this.shortfalls.load(context, `${planId} ${shortfallPosition}`, null);
  }
}

@Resolver(() => Shortfall)
export class ShortfallResolver {
  private readonly tiers: Batched<null, Shown<Tier> | null>;
  private readonly bottlenecksOf: Batched<null, Shown<Bottleneck>[]>;
  private readonly words: Batched<null, ShortfallWords>;

  constructor(tiers: TierService, bottlenecks: BottleneckService) {
    this.words = new Batched(async (acting, keys) => await bottlenecks.inWords(acting, keys));
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
    this.bottlenecksOf = new Batched(async (acting, keys) => await bottlenecks.ofShortfalls(acting, keys));
  }

  @ResolveField(() => Tier, { description: 'The tier of these needs.' })
  tier({ tierId }: Shortfall, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return this.tiers.load(context, tierId, null);
  }

  @ResolveField(() => Text, {
    description: 'Who is short of what, when, and how far it is met: "14 assemblies are short of milk in winter (Vital), at 62 % of what they need".',
  })
  async headline({ planId, position }: Shortfall, _: unknown, context: GraphqlContext): Promise<string> {
    return (await this.words.load(context, `${planId} ${position}`, null)).headline;
  }

  @ResolveField(() => Text, {
    description: 'The headline and the reasons: what holds these needs down, with how much of it there is, how much of that is used, and what one more unit '
      + 'would bring. Where that is nothing but how much there is of goods, it is said.',
  })
  async sentence({ planId, position }: Shortfall, _: unknown, context: GraphqlContext): Promise<string> {
    return (await this.words.load(context, `${planId} ${position}`, null)).sentence;
  }

  @ResolveField(() => [Bottleneck], { description: 'What holds them down, what matters most first.' })
  bottlenecks({ planId, position }: Shortfall, _: unknown, context: GraphqlContext): Promise<Shown<Bottleneck>[]> {
    return this.bottlenecksOf.load(context, `${planId} ${position}`, null);
  }
}

@Resolver(() => ScarcityInTier)
export class ScarcityInTierResolver {
  private readonly tiers: Batched<null, Shown<Tier> | null>;

  constructor(tiers: TierService) {
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
  }

  @ResolveField(() => Tier, { description: 'The tier.' })
  tier({ tierId }: ScarcityInTier, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return this.tiers.load(context, tierId, null);
  }
}
