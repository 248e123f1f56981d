import { ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'What a plan has for one assembly.' })
export class AssemblyPlan {
  /** Shown as `plan`. */
  planId!: string;
  assemblyId!: string;
}
