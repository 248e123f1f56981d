import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AdmissionService } from '../charter/admissions/admission.service.js';
import { CharterService } from '../charter/charters/charter.service.js';
import type { NormRow } from '../charter/norms/norm.entity.js';
import { NormService } from '../charter/norms/norm.service.js';
import { ConfederationService } from '../confederation/confederations/confederation.service.js';
import type { MembershipRow } from '../confederation/memberships/membership.entity.js';
import { MembershipService } from '../confederation/memberships/membership.service.js';
import { TierService } from '../needs/tiers/tier.service.js';
import type { Failure } from '../records/failures.js';
import { type Sql, sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { type Made, type Makers, named } from './makers.js';

type Kinds = 'createTier' | 'reviseTier' | 'retireTier' | 'createNorm' | 'reviseNorm' | 'retireNorm' | 'reviseConfederation' 
  | 'admitAssembly' | 'admitConfederation' | 'joinLarger' | 'leaveLarger' | 'charter';

/** Carries out changes of what assemblies agreed on: tiers, norms, the confederation itself, who may join, the charter. */
@Injectable()
export class AgreementMakers {
  readonly makers: Makers<Kinds>;

  constructor(
    tiers: TierService, norms: NormService, confederations: ConfederationService, admissions: AdmissionService, charters: CharterService, memberships: MembershipService,
  ) {
    this.makers = {
      createTier: async (acting, input) => named(await tiers.create(acting, input)),
      reviseTier: async (acting, { changes, ...seen }) => named(await tiers.revise(acting, seen, changes)),
      retireTier: async (acting, seen) => named(await tiers.retire(acting, seen)),
      createNorm: async (acting, input) => await normed(acting.tx, await norms.create(acting, input)),
      reviseNorm: async (acting, { changes, ...seen }) => await normed(acting.tx, await norms.revise(acting, seen, changes)),
      retireNorm: async (acting, seen) => await normed(acting.tx, await norms.retire(acting, seen)),
      reviseConfederation: async (acting, { changes, ...seen }) => named(await confederations.revise(acting, seen, changes)),
      admitAssembly: async (acting, { assemblyId }) => {
        const row = await admissions.admit(acting, acting.confederationId, { assemblyId });
        return 'failure' in row ? row : { id: row.id, label: await textOf(acting.tx, sql`select a.name as text from assembly a where a.id = ${assemblyId}`) };
      },
      admitConfederation: async (acting, { memberConfederationId }) => {
        const row = await admissions.admit(acting, acting.confederationId, { memberConfederationId });
        return 'failure' in row ? row : { id: row.id, label: await nameOf(acting.tx, memberConfederationId) };
      },
      joinLarger: async (acting, { largerId, since }) => await inLarger(acting.tx,
        await memberships.joinAsConfederation(acting, { confederationId: largerId, memberConfederationId: acting.confederationId, since })),
      leaveLarger: async (acting, seen) => await inLarger(acting.tx, await memberships.leave(acting, seen)),
      charter: async (acting, input) => {
        const row = await charters.create(acting, acting.confederationId, input);
        return 'failure' in row ? row : { id: row.id, label: `number ${row.number}` };
      },
    };
  }
}

/** A norm by its good and tier. */
async function normed(tx: EntityManager, row: NormRow | Failure): Promise<Made | Failure> {
  if ('failure' in row) return row;
  const label = await textOf(tx, sql`select g.name || ', ' || t.name as text from good g, tier t where g.id = ${row.goodId} and t.id = ${row.tierId}`);
  return { id: row.id, label };
}

/** A membership by the name of the larger confederation. */
async function inLarger(tx: EntityManager, row: MembershipRow | Failure): Promise<Made | Failure> {
  return 'failure' in row ? row : { id: row.id, label: await nameOf(tx, row.confederationId) };
}

async function nameOf(tx: EntityManager, confederationId: string): Promise<string> {
  return await textOf(tx, sql`select c.name as text from confederation c where c.id = ${confederationId}`);
}

async function textOf(tx: EntityManager, query: Sql): Promise<string> {
  const [row] = await rowsOf(tx, query);
  const text = row?.['text'];
  return typeof text === 'string' ? text : '';
}
