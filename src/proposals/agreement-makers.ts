import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AdmissionService } from '../charter/admissions/admission.service.js';
import { CharterService } from '../charter/charters/charter.service.js';
import type { NormRow } from '../charter/norms/norm.entity.js';
import { NormService } from '../charter/norms/norm.service.js';
import { ConfederationService } from '../confederation/confederations/confederation.service.js';
import { TierService } from '../needs/tiers/tier.service.js';
import type { Failure } from '../records/failures.js';
import { type Sql, sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { type Made, type Makers, named } from './makers.js';

type Kinds = 'createTier' | 'reviseTier' | 'retireTier' | 'createNorm' | 'reviseNorm' | 'retireNorm' | 'reviseConfederation' | 'admitAssembly' | 'charter';

/** Carries out changes of what assemblies agreed on: tiers, norms, the confederation itself, who may join, the charter. */
@Injectable()
export class AgreementMakers {
  readonly makers: Makers<Kinds>;

  constructor(tiers: TierService, norms: NormService, confederations: ConfederationService, admissions: AdmissionService, charters: CharterService) {
    this.makers = {
      createTier: async (acting, input) => named(await tiers.create(acting, input)),
      reviseTier: async (acting, { changes, ...seen }) => named(await tiers.revise(acting, seen, changes)),
      retireTier: async (acting, seen) => named(await tiers.retire(acting, seen)),
      createNorm: async (acting, input) => await normed(acting.tx, await norms.create(acting, input)),
      reviseNorm: async (acting, { changes, ...seen }) => await normed(acting.tx, await norms.revise(acting, seen, changes)),
      retireNorm: async (acting, seen) => await normed(acting.tx, await norms.retire(acting, seen)),
      reviseConfederation: async (acting, { changes, ...seen }) => named(await confederations.revise(acting, seen, changes)),
      admitAssembly: async (acting, { assemblyId }) => {
        const row = await admissions.admit(acting, acting.confederationId, assemblyId);
        return 'failure' in row ? row : { id: row.id, label: await textOf(acting.tx, sql`select a.name as text from assembly a where a.id = ${assemblyId}`) };
      },
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

async function textOf(tx: EntityManager, query: Sql): Promise<string> {
  const [row] = await rowsOf(tx, query);
  const text = row?.['text'];
  return typeof text === 'string' ? text : '';
}
