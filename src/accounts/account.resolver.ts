import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Acts, type GraphqlContext } from '../graphql/context.js';
import { Text, Timestamp, Uuid } from '../graphql/scalars.js';
import type { Shown } from '../graphql/shown.js';
import type { Failure } from '../records/failures.js';
import {
  ApiToken, ApiTokenResult, Me, type NewApiToken, NewApiTokenResult, type PasswordChanged, PasswordChangedResult,
  type SignedIn, SignedInResult, type SignedOut, SignedOutResult,
} from './account.type.js';
import { type Acting, Scope } from './acting.js';
import { LinkService } from './link.service.js';
import { SignInService } from './sign-in.service.js';
import { TokenService } from './token.service.js';

/** Signing in and out, and one's own account. */
@Resolver()
export class AccountResolver {
  constructor(private readonly signingIn: SignInService, private readonly links: LinkService) {}

  @Query(() => Me, { nullable: true, description: 'The one who asks; null where nobody is signed in.' })
  async me(@Acts() acting: Acting): Promise<Shown<Me> | null> {
    return await this.signingIn.me(acting);
  }

  @Mutation(() => SignedInResult, {
    description: 'Begins a session by a sign-in name and a password. NotPermitted where these do not belong together; TooManyAttempts after ten failures by one name, '
      + 'or a hundred from one address, in a quarter of an hour.',
  })
  async signIn(
    @Context() context: GraphqlContext,
    @Args('signInName', { type: () => Text, description: 'The sign-in name; small and capital letters are alike.' }) signInName: string,
    @Args('password', { type: () => Text, description: 'The password.' }) password: string,
  ): Promise<Shown<SignedIn> | Failure> {
    return await this.signingIn.signIn(context.address, signInName, password);
  }

  @Mutation(() => SignedOutResult, { description: 'Ends the session that this is asked with; revokes the token, where it is asked with one.' })
  async signOut(@Acts() acting: Acting): Promise<Shown<SignedOut> | Failure> {
    return await this.signingIn.signOut(acting);
  }

  @Mutation(() => SignedInResult, { description: 'Begins an account by a one-time link, and a session. NotPermitted where the link was used or has run out.' })
  async acceptLink(
    @Args('secret', { description: 'What stands behind # in the link.' }) secret: string,
    @Args('name', { type: () => Text, description: 'The name to be shown to all.' }) name: string,
    @Args('signInName', { type: () => Text, description: 'The name to sign in by, shown to nobody else: up to 100 characters without spaces; small and capital letters are alike.' }) signInName: string,
    @Args('password', { type: () => Text, description: 'The password, of 12 characters or more.' }) password: string,
  ): Promise<Shown<SignedIn> | Failure> {
    return await this.links.accept(secret, name, signInName, password);
  }

  @Mutation(() => PasswordChangedResult, { description: "Changes one's password, and ends one's other sessions. Tokens stay: revoke them one by one." })
  async changePassword(
    @Acts() acting: Acting, @Context() context: GraphqlContext,
    @Args('presentPassword', { type: () => Text, description: 'The password until now.' }) present: string,
    @Args('newPassword', { type: () => Text, description: 'The password from now on, of 12 characters or more.' }) next: string,
  ): Promise<Shown<PasswordChanged> | Failure> {
    return await this.signingIn.changePassword(acting, context.address, present, next);
  }
}

/** Tokens for programs. */
@Resolver()
export class TokenResolver {
  constructor(private readonly tokens: TokenService) {}

  @Query(() => [ApiToken], {
    nullable: true, description: "One's own tokens: those that are good first, then by age, the newest first, 100 at most. Null where nobody is signed in by a session.",
  })
  async apiTokens(@Acts() acting: Acting): Promise<Shown<ApiToken>[] | null> {
    return await this.tokens.mine(acting);
  }

  @Mutation(() => NewApiTokenResult, { description: 'Makes a token for a program that acts for the person who is signed in. Asked with a token: NotPermitted.' })
  async createApiToken(
    @Acts() acting: Acting,
    @Args('name', { type: () => Text, description: 'What to call it, to tell it from others.' }) name: string,
    @Args('scopes', { type: () => [Scope], description: 'What it lets the program do: READ, ASSEMBLY, COUNCIL.' }) scopes: Scope[],
    @Args('expiresAt', { type: () => Timestamp, description: 'When it ends by itself: at most 366 days from now.' }) expiresAt: Date,
  ): Promise<Shown<NewApiToken> | Failure> {
    return await this.tokens.create(acting, name, scopes, expiresAt);
  }

  @Mutation(() => ApiTokenResult, { description: "Revokes one of one's own tokens, from the next request on and on open subscriptions. One that was revoked stays as it is." })
  async revokeApiToken(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The token.' }) id: string,
  ): Promise<Shown<ApiToken> | Failure> {
    return await this.tokens.revoke(acting, id);
  }
}
