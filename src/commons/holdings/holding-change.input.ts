import type { Type } from '@nestjs/common';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Uuid } from '../../graphql/scalars.js';
import type { Seen } from '../../records/change.js';
import { CreateEnterprise, ReviseEnterprise } from '../enterprises/enterprise.input.js';
import { CreateExportLimit, ReviseExportLimit } from '../export-limits/export-limit.input.js';
import { CreateLandParcel, ReviseLandParcel } from '../land/land-parcel.input.js';
import { CreatePool, RevisePool } from '../pools/pool.input.js';
import { CreateStock, ReviseStock } from '../stocks/stock.input.js';

/** A record, the version that was seen of it, and what changes of it. */
export interface HoldingRevision<Changes> extends Seen {
  readonly changes: Changes;
}

/** The input type `StockRevision` of `ReviseStock`. */
function revisionOf<Changes extends object>(name: string, changes: Type<Changes>, words: string): Type<HoldingRevision<Changes>> {
  @InputType(name, { description: `What changes of ${words}, among other changes of what an assembly holds.` })
  class RevisionInput {
    @Field(() => Uuid, { description: 'The record.' })
    id!: string;

    @Field(() => Int, { description: 'The version that you saw.' })
    version!: number;

    @Field(() => changes, { description: 'What changes of it.' })
    changes!: Changes;
  }
  return RevisionInput;
}

const StockRevision = revisionOf('StockRevision', ReviseStock, 'a stock');
const PoolRevision = revisionOf('PoolRevision', RevisePool, 'a pool');
const LandParcelRevision = revisionOf('LandParcelRevision', ReviseLandParcel, 'a land parcel');
const EnterpriseRevision = revisionOf('EnterpriseRevision', ReviseEnterprise, 'an enterprise');
const ExportLimitRevision = revisionOf('ExportLimitRevision', ReviseExportLimit, 'an export limit');

@InputType({ description: 'A record that is retired, among other changes of what an assembly holds.' })
export class RetiredHolding implements Seen {
  @Field(() => Uuid, { description: 'The record.' })
  id!: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version!: number;
}

@InputType({ description: 'One change of what an assembly holds: exactly one of the fields is given.' })
export class HoldingChange {
  @Field(() => CreateStock, { nullable: true, description: 'A new stock.' })
  createStock?: CreateStock | null;

  @Field(() => StockRevision, { nullable: true, description: 'A stock is revised.' })
  reviseStock?: HoldingRevision<ReviseStock> | null;

  @Field(() => RetiredHolding, { nullable: true, description: 'A stock is retired.' })
  retireStock?: RetiredHolding | null;

  @Field(() => CreatePool, { nullable: true, description: 'A new pool.' })
  createPool?: CreatePool | null;

  @Field(() => PoolRevision, { nullable: true, description: 'A pool is revised.' })
  revisePool?: HoldingRevision<RevisePool> | null;

  @Field(() => RetiredHolding, { nullable: true, description: 'A pool is retired.' })
  retirePool?: RetiredHolding | null;

  @Field(() => CreateLandParcel, { nullable: true, description: 'A new land parcel.' })
  createLandParcel?: CreateLandParcel | null;

  @Field(() => LandParcelRevision, { nullable: true, description: 'A land parcel is revised.' })
  reviseLandParcel?: HoldingRevision<ReviseLandParcel> | null;

  @Field(() => RetiredHolding, { nullable: true, description: 'A land parcel is retired.' })
  retireLandParcel?: RetiredHolding | null;

  @Field(() => CreateEnterprise, { nullable: true, description: 'A new enterprise.' })
  createEnterprise?: CreateEnterprise | null;

  @Field(() => EnterpriseRevision, { nullable: true, description: 'An enterprise is revised.' })
  reviseEnterprise?: HoldingRevision<ReviseEnterprise> | null;

  @Field(() => RetiredHolding, { nullable: true, description: 'An enterprise is retired.' })
  retireEnterprise?: RetiredHolding | null;

  @Field(() => CreateExportLimit, { nullable: true, description: 'A new export limit.' })
  createExportLimit?: CreateExportLimit | null;

  @Field(() => ExportLimitRevision, { nullable: true, description: 'An export limit is revised.' })
  reviseExportLimit?: HoldingRevision<ReviseExportLimit> | null;

  @Field(() => RetiredHolding, { nullable: true, description: 'An export limit is retired.' })
  retireExportLimit?: RetiredHolding | null;
}
