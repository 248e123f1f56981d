import type { Code, CycleRecords, QuantityPerPeriod } from './cycle-records.js';

/** Compares by UTF-16 code units: the same on every machine and in every language. */
export function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The codes that a cycle's records may refer to. Each method gives the code back as it came.
 *
 * @throws Error where there is no such record: whoever gathered the records let a reference dangle, and that is a bug.
 */
export class KnownCodes {
  private readonly codes: Readonly<Record<'assembly' | 'good' | 'period' | 'tier' | 'impact' | 'enterprise' | 'pool', ReadonlySet<Code>>>;
  private readonly periodsInOrder: readonly Code[];

  constructor(records: CycleRecords) {
    const all = (list: readonly { readonly code: Code }[]) => new Set(list.map((record) => record.code));
    const allOf = (list: readonly { readonly assembly: Code; readonly code: Code }[]) => new Set(list.map((record) => `${record.assembly}/${record.code}`));
    this.periodsInOrder = records.cycle.periods.map((period) => period.code);
    this.codes = {
      assembly: all(records.assemblies), good: all(records.goods), period: all(records.cycle.periods), tier: all(records.tiers),
      impact: all(records.impacts), enterprise: allOf(records.enterprises), pool: allOf(records.pools),
    };
  }

  assembly(code: Code): Code { return this.require('assembly', code); }
  good(code: Code): Code { return this.require('good', code); }
  period(code: Code): Code { return this.require('period', code); }
  tier(code: Code): Code { return this.require('tier', code); }
  impact(code: Code): Code { return this.require('impact', code); }

  /** `assembly/enterprise` */
  enterprise(assembly: Code, code: Code): string { return this.require('enterprise', `${this.assembly(assembly)}/${code}`); }

  /** `assembly/pool`: the id that the pool has in the scenario */
  pool(assembly: Code, code: Code): string { return this.require('pool', `${this.assembly(assembly)}/${code}`); }

  /** Periods as the cycle orders them, each once. */
  periods(codes: readonly Code[]): readonly Code[] {
    const wanted = new Set(codes.map((code) => this.period(code)));
    return this.periodsInOrder.filter((code) => wanted.has(code));
  }

  /** A quantity by period in the order of the cycle; a period of 0 is left out, as one that is not named is 0. */
  perPeriod(quantity: QuantityPerPeriod): QuantityPerPeriod {
    if (typeof quantity === 'number') return quantity;
    return Object.fromEntries(this.periods(Object.keys(quantity)).flatMap((period) => {
      const there = quantity[period] ?? 0;
      return there === 0 ? [] : [[period, there]];
    }));
  }

  private require(kind: keyof KnownCodes['codes'], code: Code): Code {
    if (!this.codes[kind].has(code)) throw new Error(`the records refer to the ${kind} ${JSON.stringify(code)}, which is not among them`);
    return code;
  }
}
