import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountResolver, TokenResolver } from './account.resolver.js';
import { LinkService } from './link.service.js';
import { Passwords } from './passwords.js';
import { PersonRow } from './person.entity.js';
import { SignInService } from './sign-in.service.js';
import { TokenService } from './token.service.js';

/** Persons, how they sign in, and what programs act for them with. */
@Module({
  imports: [TypeOrmModule.forFeature([PersonRow])],
  providers: [{ provide: Passwords, useFactory: () => new Passwords() }, SignInService, LinkService, TokenService, AccountResolver, TokenResolver],
})
export class AccountsModule {}
