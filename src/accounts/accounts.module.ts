import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountResolver, TokenResolver } from './account.resolver.js';
import { LinkService } from './link.service.js';
import { OpenIdController } from './open-id/open-id.controller.js';
import { type OpenIdAccess, OpenIdProvider } from './open-id/open-id-provider.js';
import { OpenIdResolver } from './open-id/open-id.resolver.js';
import { OpenIdService } from './open-id/open-id.service.js';
import { Passwords } from './passwords.js';
import { PersonRow } from './person.entity.js';
import { SignInService } from './sign-in.service.js';
import { TokenService } from './token.service.js';

/** Persons, how they sign in, and what programs act for them with. */
@Module({})
export class AccountsModule {
  static with(openId: OpenIdAccess | undefined): DynamicModule {
    return {
      module: AccountsModule,
      imports: [TypeOrmModule.forFeature([PersonRow])],
      controllers: [OpenIdController],
      providers: [
        { provide: Passwords, useFactory: () => new Passwords() }, { provide: OpenIdProvider, useFactory: () => new OpenIdProvider(openId) },
        SignInService, LinkService, TokenService, OpenIdService, AccountResolver, TokenResolver, OpenIdResolver,
      ],
    };
  }
}
