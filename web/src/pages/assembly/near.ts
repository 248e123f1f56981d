interface NeedWithOrigins {
  readonly good: { readonly name: string; readonly unit: string };
  readonly origins: readonly { readonly quantity: number; readonly assembly: { readonly code: string } }[];
}

/** Of a good that an assembly receives: how much came out of the assembly itself, and how much from elsewhere. */
export interface NearOfGood {
  readonly good: string;
  readonly unit: string;
  readonly own: number;
  readonly others: number;
}

/** How much of what an assembly receives came from itself, by good, in the order of their names. */
export function nearByGood(needs: readonly NeedWithOrigins[], assemblyCode: string): readonly NearOfGood[] {
  const goods = new Map<string, NearOfGood>();
  for (const { good, origins } of needs) {
    for (const { quantity, assembly } of origins) {
      const before = goods.get(good.name) ?? { good: good.name, unit: good.unit, own: 0, others: 0 };
      const isOwn = assembly.code === assemblyCode;
      goods.set(good.name, { ...before, own: before.own + (isOwn ? quantity : 0), others: before.others + (isOwn ? 0 : quantity) });
    }
  }
  return [...goods.values()].sort((a, b) => a.good.localeCompare(b.good));
}

/** The share that is its own, the mean over goods: tonnes and litres cannot be added. */
export function ownShare(goods: readonly NearOfGood[]): number {
  return goods.reduce((sum, { own, others }) => sum + own / (own + others), 0) / goods.length;
}
