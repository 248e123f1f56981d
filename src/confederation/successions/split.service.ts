import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { reviseRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { insertWithCode } from '../../records/code.js';
import { type Failure, isFailure } from '../../records/failures.js';
import { RecordKind } from '../../records/record-kind.js';
import { rawSql, sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';
import { write } from '../../records/write.js';
import { AssemblyRow } from '../assemblies/assembly.entity.js';
import { checkPlace } from '../assemblies/assembly.service.js';
import { lockToChange } from './lock-to-change.js';
import { checkTaken, type Listed } from './split-checks.js';
import type { PartOfAssembly } from './split.input.js';

const KIND = RecordKind.ASSEMBLY;
/** An assembly falls into a handful of neighbourhoods. */
const MOST_PARTS = 100;

@Injectable()
export class SplitService {
  constructor(private readonly data: DataSource) {}

  /** New assemblies out of one, which goes on with what nobody takes; every fault of every part at once. */
  async split(acting: Acting, seen: Seen, into: readonly PartOfAssembly[]): Promise<AssemblyRow | Failure> {
    const checks = new Checks();
    if (into.length < 1 || into.length > MOST_PARTS) checks.fault('into', `a list of 1 to ${MOST_PARTS} assemblies`, `${into.length}`);
    into.forEach((part, i) => {
      checks.name(`into.${i}.name`, part.name);
      checks.code(`into.${i}.code`, part.code ?? undefined);
      checkPlace(checks, part, `into.${i}.`);
    });
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) => await carryOut(tx, seen, into));
  }
}

async function carryOut(tx: EntityManager, seen: Seen, into: readonly PartOfAssembly[]): Promise<AssemblyRow | Failure> {
  const locked = await lockToChange(tx, [seen.id]);
  if (isFailure(locked)) return locked;
  const checks = new Checks();
  const population = peopleLeft(checks, locked.get(seen.id)?.population ?? null, into);
  const taken = await checkTaken(tx, checks, seen.id, into);
  const invalid = checks.outcome();
  if (invalid) return invalid;
  const assembly = await reviseRow(tx, AssemblyRow, KIND, seen, { population });
  if (isFailure(assembly)) return assembly;
  for (const [i, part] of into.entries()) {
    const refused = await splitOff(tx, assembly, part, taken[i]);
    if (refused) return refused;
  }
  return assembly;
}

/** Null where it is not known how many there were. */
function peopleLeft(checks: Checks, population: number | null, into: readonly PartOfAssembly[]): number | null {
  if (population === null) return null;
  const leave = into.reduce((sum, part) => sum + (part.population ?? 0), 0);
  if (leave > population) checks.fault('into', `at most the ${population} people of the assembly in all`, `${leave}`);
  return population - leave;
}

async function splitOff(tx: EntityManager, from: AssemblyRow, part: PartOfAssembly, listed: Listed | undefined): Promise<Failure | undefined> {
  const { name, population, latitude, longitude } = part;
  const row = await insertWithCode(tx, AssemblyRow, KIND, rawSql('true'), part.code, { name, population, latitude, longitude });
  if (isFailure(row)) return row;
  await rowsOf(tx, sql`select split_off(${from.id}, ${row.id}, ${JSON.stringify(listed)}::jsonb)`);
  return undefined;
}
