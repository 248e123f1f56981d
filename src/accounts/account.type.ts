import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { resultOf } from '../graphql/failure.type.js';
import { Text, Timestamp, Uuid } from '../graphql/scalars.js';
import type { Shown } from '../graphql/shown.js';
import { Scope } from './acting.js';
import { Person } from './person.type.js';
import { SignInManner } from './sign-in-manner.js';

registerEnumType(Scope, {
  name: 'Scope',
  description: 'What a session or a token lets its holder do. It never gives more than the mandates of the person.',
  valuesMap: {
    READ: { description: 'To read what everybody may, and who one is (`me`).' },
    ASSEMBLY: { description: 'Acts of assemblies, by mandates as delegate.' },
    COUNCIL: { description: 'Administration of confederations, by mandates as coordinator.' },
    ACCOUNT: { description: "One's own account: password, tokens. Sessions alone have it, tokens never." },
  },
});

registerEnumType(SignInManner, {
  name: 'SignInManner',
  description: 'How somebody is signed in.',
  valuesMap: {
    PASSWORD: { description: 'By a session that a password began.' },
    OPEN_ID: { description: 'By a session that began at the OpenID Connect provider.' },
    TOKEN: { description: 'By a token.' },
  },
});

@ObjectType({ description: 'A session that has begun. Send its secret in the header `authorization: Bearer …`; over a websocket in the payload of connection_init, as `authorization`.' })
export class SignedIn {
  @Field({ description: 'The secret of the session. It is shown this once.' })
  secret!: string;

  @Field(() => Timestamp, { description: 'When the session ends by itself.' })
  expiresAt!: Date;

  @Field(() => Person, { description: 'Who is signed in.' })
  person!: Shown<Person>;
}

@ObjectType({ description: 'A session that has ended, or a token that was revoked.' })
export class SignedOut {
  @Field(() => Timestamp, { description: 'When it ended.' })
  endedAt!: Date;
}

@ObjectType({ description: 'The one who asks.' })
export class Me {
  @Field(() => Person, { description: 'Who it is.' })
  person!: Shown<Person>;

  @Field(() => SignInManner, { description: 'How they are signed in.' })
  manner!: SignInManner;

  @Field(() => [Scope], { description: 'What the session or the token lets them do, within their mandates.' })
  scopes!: Scope[];

  @Field(() => Timestamp, { description: 'When the session or the token ends by itself.' })
  expiresAt!: Date;

  @Field(() => Text, { nullable: true, description: 'The name that they sign in by with a password; null where they have none, and to tokens.' })
  signInName!: string | null;
}

@ObjectType({ description: 'A password that was changed.' })
export class PasswordChanged {
  @Field(() => Timestamp, { description: 'When.' })
  changedAt!: Date;

  @Field(() => Int, { description: 'How many other sessions of the person that has ended.' })
  sessionsEnded!: number;
}

@ObjectType({ description: 'What a program acts with for the person who made it.' })
export class ApiToken {
  @Field(() => Uuid, { description: 'Identifies the token. It is not the secret.' })
  id!: string;

  @Field(() => Text, { description: 'What the person calls it.' })
  name!: string;

  @Field(() => [Scope], { description: 'What it lets the program do, within the mandates of the person.' })
  scopes!: Scope[];

  @Field({ description: 'The first characters of its secret, to know it by.' })
  prefix!: string;

  @Field(() => Timestamp, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Timestamp, { description: 'When it ends by itself.' })
  expiresAt!: Date;

  @Field(() => Timestamp, { nullable: true, description: 'When it was revoked; null where it was not.' })
  revokedAt!: Date | null;
}

@ObjectType({ description: 'A token that was made, with its secret.' })
export class NewApiToken {
  @Field({ description: 'The secret, to be sent in the header `authorization: Bearer …`. It is shown this once.' })
  secret!: string;

  @Field(() => ApiToken, { description: 'The token.' })
  token!: ApiToken;
}

@ObjectType({ description: 'A way to sign in that was added: at the OpenID Connect provider.' })
export class OpenIdLinked {
  @Field({ description: 'The provider.' })
  issuer!: string;

  @Field(() => Timestamp, { description: 'Since when.' })
  linkedAt!: Date;
}

export const OpenIdLinkedResult = resultOf(OpenIdLinked);
export const SignedInResult = resultOf(SignedIn);
export const SignedOutResult = resultOf(SignedOut);
export const PasswordChangedResult = resultOf(PasswordChanged);
export const ApiTokenResult = resultOf(ApiToken);
export const NewApiTokenResult = resultOf(NewApiToken);
