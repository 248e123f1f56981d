import type { EntityManager } from 'typeorm';
import { ResolutionRow } from '../mandates/resolutions/resolution.entity.js';
import { Checks } from '../records/checks.js';
import { type Failure, invalidInput } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { insertRow, rowsOf } from '../records/table.js';
import type { Under } from './acting.js';
import { Manner, type NewResolution } from './new-resolution.js';

const MINUTES_LENGTH = 2000;

/** The id of the resolution that an act of an assembly carries out: the one that is named, or a new one. */
export async function resolutionFor(tx: EntityManager, under: Under, assemblyId: string): Promise<string | Failure> {
  const { resolutionId, resolution } = under;
  if ((resolutionId == null) === (resolution == null)) {
    const came = resolution == null ? 'neither' : 'both';
    return invalidInput([{ path: 'under', expected: 'either resolutionId, or a resolution to be written down', came }]);
  }
  if (resolution != null) {
    const written = await writeDown(tx, resolution, assemblyId, 'under.resolution.');
    return 'failure' in written ? written : written.id;
  }
  const [row] = await rowsOf(tx, sql`select r.assembly_id as "assemblyId" from resolution r where r.id = ${resolutionId}`);
  if (row?.['assemblyId'] === assemblyId) return String(resolutionId);
  return invalidInput([{ path: 'under.resolutionId', expected: 'a resolution of the assembly whose act this is', came: row ? 'one of another assembly' : 'an id of none' }]);
}

/** A new resolution of an assembly. InvalidInput with every fault, each path behind `path`. */
export async function writeDown(tx: EntityManager, resolution: NewResolution, assemblyId: string, path: string): Promise<ResolutionRow | Failure> {
  const checks = new Checks();
  checkResolution(checks, resolution, path);
  if (resolution.assemblyId != null && resolution.assemblyId !== assemblyId) {
    checks.fault(`${path}assemblyId`, 'the assembly whose act this is', 'another');
  }
  const { title, text, decidedOn, manner, votesFor, votesAgainst, abstaining, present, quorum, minutes } = resolution;
  const faults = checks.outcome();
  if (faults) return faults;
  const row = await insertRow(tx, ResolutionRow, {
    assemblyId, title, text: text ?? undefined, decidedOn, manner, votesFor, votesAgainst, abstaining, present, quorum, minutes,
  });
  if (!row) throw new Error('a resolution was not written, though nothing can be in its way');
  return row;
}

/** What is wrong with a resolution, whosever it is. */
export function checkResolution(checks: Checks, resolution: NewResolution, path: string): void {
  const { title, text, decidedOn, manner, votesFor, votesAgainst, abstaining, present, quorum, minutes } = resolution;
  checks.name(`${path}title`, title);
  checks.text(`${path}text`, text ?? undefined);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10); // east of Greenwich it is tomorrow already
  if (decidedOn > tomorrow) checks.fault(`${path}decidedOn`, 'a day that has come', decidedOn);
  const votes = { votesFor, votesAgainst, abstaining };
  for (const [name, value] of Object.entries({ ...votes, present, quorum })) checks.integer(`${path}${name}`, value ?? undefined, 0);
  for (const [name, value] of Object.entries(votes)) {
    if (manner === Manner.VOTES && value == null) checks.fault(`${path}${name}`, 'how many, where it was decided by votes', 'nothing');
    if (manner === Manner.CONSENSUS && value != null) checks.fault(`${path}${name}`, 'nothing, where it was decided by consensus', String(value));
  }
  checkMeeting(checks, resolution, path);
  if (minutes != null && (!URL.canParse(minutes) || !/^https?:$/.test(new URL(minutes).protocol) || minutes.length > MINUTES_LENGTH)) {
    checks.fault(`${path}minutes`, `an http or https address of at most ${MINUTES_LENGTH} characters`, minutes.slice(0, 80));
  }
}

/** A resolution below its quorum was not decided; nor can more have voted than were there, nor more against than for. */
function checkMeeting(checks: Checks, { manner, votesFor, votesAgainst, abstaining, present, quorum }: NewResolution, path: string): void {
  if (present != null && quorum != null && present < quorum) checks.fault(`${path}present`, `at least the quorum, ${quorum}`, String(present));
  if (manner !== Manner.VOTES) return;
  const [agreed, against, rest] = [votesFor ?? 0, votesAgainst ?? 0, abstaining ?? 0];
  if (agreed <= against) checks.fault(`${path}votesFor`, 'more than against: otherwise nothing was decided', `${agreed} for, ${against} against`);
  if (present != null && agreed + against + rest > present) checks.fault(`${path}present`, `at least as many as voted, ${agreed + against + rest}`, String(present));
}
