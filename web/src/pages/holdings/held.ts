import type { HeldEnterprisesAnswer, HeldGoodsAnswer, HeldLandAnswer, HeldPoolsAnswer, HeldStocksAnswer } from '../../api/documents.js';

/** What an assembly holds, each a sheet of its own. */
export const SHEETS = ['stock', 'pool', 'landParcel', 'enterprise', 'exportLimit'] as const;
export type Sheet = (typeof SHEETS)[number];

export type HeldGood = HeldGoodsAnswer['goods']['nodes'][number];
type OfGood = HeldStocksAnswer['stocks']['nodes'][number];

/** Everything that is held, as it stands. */
export interface Held {
  readonly stocks: readonly OfGood[];
  readonly exportLimits: readonly OfGood[];
  readonly pools: readonly HeldPoolsAnswer['pools']['nodes'][number][];
  readonly landParcels: readonly HeldLandAnswer['landParcels']['nodes'][number][];
  readonly enterprises: readonly HeldEnterprisesAnswer['enterprises']['nodes'][number][];
}

/** A record, and the version that was seen. */
export interface Seen {
  readonly id: string;
  readonly version: number;
}

/** The column of what is there in every period, or from the first on: records with no period. */
export const ALWAYS = '';

/** An amount that stands in a column; `seen` where it is a record of its own. */
export interface Amount {
  readonly quantity: string;
  readonly seen?: Seen;
}

/** A line of a sheet. Pools, parcels and enterprises are records; a good is a line of records. */
export interface Line {
  readonly id: string;
  readonly sheet: Sheet;
  readonly name: string;
  readonly unit: string;
  /** What else there is to say about it. */
  readonly about: string;
  readonly goodId?: string;
  readonly seen?: Seen;
  /** By the code of their period. */
  readonly amounts: Readonly<Record<string, Amount>>;
  /** Added by whoever types, and not there yet. */
  readonly added?: Added;
}

/** Something that was added to a sheet. */
export interface Added {
  readonly line: string;
  readonly sheet: Sheet;
  readonly name: string;
  readonly unit: string;
  readonly goodId?: string;
  /** Of a pool. */
  readonly kind?: string;
  /** Of a parcel: what it is fit for; of an enterprise: what it does. */
  readonly about: string;
}

/** The lines of all that stands. */
export function linesOf({ stocks, exportLimits, pools, landParcels, enterprises }: Held): Line[] {
  return [
    ...linesOfGoods('stock', stocks), ...linesOfGoods('exportLimit', exportLimits),
    ...pools.map(({ id, version, name, unit, quantity, quantityByPeriod, enterprise }): Line => ({
      id, sheet: 'pool', name, unit, about: enterprise?.name ?? '', seen: { id, version },
      amounts: quantity === null ? Object.fromEntries((quantityByPeriod ?? []).map((each) => [each.period, { quantity: each.quantity }])) : { [ALWAYS]: { quantity } },
    })),
    ...landParcels.map(({ id, version, name, use, hectares, fitFor }): Line => ({
      id, sheet: 'landParcel', name, unit: 'ha', about: [use, fitFor.join(', ')].filter((text) => text !== '').join(' · '), seen: { id, version }, amounts: { [ALWAYS]: { quantity: hectares } },
    })),
    ...enterprises.map(({ id, version, name, description, processes }): Line => ({
      id, sheet: 'enterprise', name, unit: '', about: [description, ...processes.nodes.map((each) => each.name)].filter((text) => text !== '').join(' · '), seen: { id, version }, amounts: {},
    })),
  ];
}

export const goodLine = (sheet: Sheet, goodId: string, nth = 0): string => `${sheet} ${goodId} ${nth}`;

/** A line for each good; where a good has several in one period, more lines. */
function linesOfGoods(sheet: Sheet, records: readonly OfGood[]): Line[] {
  const lines = new Map<string, Line & { amounts: Record<string, Amount> }>();
  for (const { id, version, quantity, period, good } of records) {
    const column = period ?? ALWAYS;
    let nth = 0;
    while (lines.get(goodLine(sheet, good.id, nth))?.amounts[column]) nth++;
    const line = lines.get(goodLine(sheet, good.id, nth)) ?? { id: goodLine(sheet, good.id, nth), sheet, name: good.name, unit: good.unit, about: '', goodId: good.id, amounts: {} };
    line.amounts[column] = { quantity, seen: { id, version } };
    lines.set(line.id, line);
  }
  return [...lines.values()];
}
