import type { DataSource } from 'typeorm';
import { StartFault } from '../config/start-fault.js';
import { hasCode } from '../config/system-error.js';
import { loadVermont } from '../examples/vermont/load-vermont.js';

/** Loads the Vermont example into a database that holds neither a confederation nor an assembly; leaves every other as it is. */
export async function loadExampleIfEmpty(data: DataSource): Promise<void> {
  const held = await data.query<unknown[]>('select from confederation union all select from assembly limit 1');
  if (held.length > 0) return;
  try {
    await loadVermont(data);
  } catch (error) {
    if (!hasCode(error, '23505')) throw error; // another process was faster
  }
}

/** @throws StartFault where the example, or a part of it, is there already: nothing is written then */
export async function loadExample(data: DataSource): Promise<void> {
  const loaded = await loadVermont(data);
  switch (loaded.outcome) {
    case 'inserted':
      return;
    case 'confederation-exists':
      throw new StartFault(`the confederation ${loaded.code} is there already: nothing was loaded`);
    case 'assemblies-exist':
      throw new StartFault(`assemblies of these codes are there already, nothing was loaded: ${loaded.codes.slice(0, 5).join(', ')}${loaded.codes.length > 5 ? ' …' : ''}`);
  }
}

/** What the database holds, in a line for people. */
export async function countRecords(data: DataSource): Promise<string> {
  const count = (table: string) => `(select count(*) from ${table} where retired_at is null)::int`;
  const kinds = [['confederation', 'confederations'], ['assembly', 'assemblies'], ['enterprise', 'enterprises'], ['land_parcel', 'land parcels'], ['need', 'needs']] as const;
  const [found] = await data.query<Readonly<Record<string, number>>[]>(`select ${kinds.map(([table]) => `${count(table)} as ${table}`).join(', ')}`);
  return kinds.map(([one, many]) => `${found?.[one] ?? 0} ${found?.[one] === 1 ? one.replace('_', ' ') : many}`).join(', ');
}
