import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Acts } from '../../graphql/context.js';
import { Text } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import { type OpenIdLinked, OpenIdLinkedResult, type SignedIn, SignedInResult } from '../account.type.js';
import type { Acting } from '../acting.js';
import { OpenIdProvider } from './open-id-provider.js';
import { OpenIdService } from './open-id.service.js';

/** Whether there is a provider, and what the page does with the code that its visitor comes back with. */
@Resolver()
export class OpenIdResolver {
  constructor(private readonly service: OpenIdService, private readonly provider: OpenIdProvider) {}

  @Query(() => Boolean, { description: 'Whether one can also sign in at an OpenID Connect provider: the way there begins at `GET /sign-in`.' })
  openIdIsThere(): boolean {
    return this.provider.isThere;
  }

  @Mutation(() => SignedInResult, {
    description: 'Begins a session by the code that stands behind `#code=` where one comes back from the OpenID Connect provider (`GET /sign-in`). The code is good once, for five minutes. '
      + 'NotPermitted where nobody here signs in as that yet: then the code is still good for acceptLinkWithCode or linkOpenId.',
  })
  async signInWithCode(@Args('code', { description: 'The code.' }) code: string): Promise<Shown<SignedIn> | Failure> {
    return await this.service.signInWithCode(code);
  }

  @Mutation(() => SignedInResult, { description: 'Begins an account by a one-time link, with the OpenID Connect provider in place of a password, and a session.' })
  async acceptLinkWithCode(
    @Args('secret', { description: 'What stands behind # in the link.' }) secret: string,
    @Args('name', { type: () => Text, description: 'The name to be shown to all.' }) name: string,
    @Args('code', { description: 'The code from the provider, as in signInWithCode.' }) code: string,
  ): Promise<Shown<SignedIn> | Failure> {
    return await this.service.acceptLinkWithCode(secret, name, code);
  }

  @Mutation(() => OpenIdLinkedResult, { description: 'Lets the person who is signed in sign in at the OpenID Connect provider too. NotPermitted where somebody does so already.' })
  async linkOpenId(
    @Acts() acting: Acting,
    @Args('code', { description: 'The code from the provider, as in signInWithCode.' }) code: string,
  ): Promise<Shown<OpenIdLinked> | Failure> {
    return await this.service.linkOpenId(acting, code);
  }
}
