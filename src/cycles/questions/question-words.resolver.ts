import { ResolveField, Resolver } from '@nestjs/graphql';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import type { Shown } from '../../graphql/shown.js';
import { MandateService } from '../../mandates/mandates/mandate.service.js';
import { Mandate } from '../../mandates/mandates/mandate.type.js';
import { ResolutionService } from '../../mandates/resolutions/resolution.service.js';
import { Resolution } from '../../mandates/resolutions/resolution.type.js';
import { Question, QuestionAnswer } from './question.type.js';

/** By whose word a question is asked. */
@Resolver(() => Question)
export class QuestionWordResolver {
  private readonly resolutions: Batched<null, Shown<Resolution> | null>;
  private readonly mandates: Batched<null, Shown<Mandate> | null>;

  constructor(resolutions: ResolutionService, mandates: MandateService) {
    this.resolutions = new Batched(async (acting, ids) => await resolutions.byIds(acting, ids));
    this.mandates = new Batched(async (acting, ids) => await mandates.byIds(acting, ids));
  }

  @ResolveField(() => Resolution, { nullable: true, description: 'The resolution by which a member asks; null where the council does, by its mandates alone.' })
  async resolution({ resolutionId }: Question, _: unknown, context: GraphqlContext): Promise<Shown<Resolution> | null> {
    return resolutionId === null ? null : await this.resolutions.load(context, resolutionId, null);
  }

  @ResolveField(() => Mandate, { nullable: true, description: 'The mandate of who asked; null where it was entered beside the database.' })
  async mandate({ mandateId }: Question, _: unknown, context: GraphqlContext): Promise<Shown<Mandate> | null> {
    return mandateId === null ? null : await this.mandates.load(context, mandateId, null);
  }
}

/** By whose word a question is answered. */
@Resolver(() => QuestionAnswer)
export class QuestionAnswerResolver {
  private readonly resolutions: Batched<null, Shown<Resolution> | null>;
  private readonly mandates: Batched<null, Shown<Mandate> | null>;

  constructor(resolutions: ResolutionService, mandates: MandateService) {
    this.resolutions = new Batched(async (acting, ids) => await resolutions.byIds(acting, ids));
    this.mandates = new Batched(async (acting, ids) => await mandates.byIds(acting, ids));
  }

  @ResolveField(() => Resolution, { nullable: true, description: 'The resolution of the assembly that says so; null where it was entered beside the database.' })
  async resolution({ resolutionId }: QuestionAnswer, _: unknown, context: GraphqlContext): Promise<Shown<Resolution> | null> {
    return resolutionId === null ? null : await this.resolutions.load(context, resolutionId, null);
  }

  @ResolveField(() => Mandate, { nullable: true, description: 'The mandate of the delegate who submitted it; null where it was entered beside the database.' })
  async mandate({ mandateId }: QuestionAnswer, _: unknown, context: GraphqlContext): Promise<Shown<Mandate> | null> {
    return mandateId === null ? null : await this.mandates.load(context, mandateId, null);
  }
}
