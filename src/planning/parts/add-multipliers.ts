import type { Multipliers, ObjectiveProof } from '../plan-types.js';

/** Multipliers that count so many times. */
export interface Term {
  readonly multipliers: Multipliers;
  readonly times: number;
}

type Rows = readonly { readonly multiplier: number }[];

/** Σ times·multipliers, row by row; those above 0 alone. */
export function addMultipliers(terms: readonly Term[]): Multipliers {
  const rows = <Each extends { readonly multiplier: number }>(of: (multipliers: Multipliers) => readonly Each[]): readonly Each[] => {
    const sum = new Map<string, Each>();
    for (const { multipliers, times } of terms) {
      for (const row of of(multipliers)) {
        const name = JSON.stringify({ ...row, multiplier: 0 });
        const multiplier = (sum.get(name)?.multiplier ?? 0) + times * row.multiplier;
        if (multiplier > 0) sum.set(name, { ...row, multiplier });
      }
    }
    return [...sum.values()];
  };
  return {
    balance: rows(({ balance }) => balance), pools: rows(({ pools }) => pools), routes: rows(({ routes }) => routes),
    exports: rows((each) => each.exports), limits: rows(({ limits }) => limits),
  };
}

export function anyMultiplier(multipliers: Multipliers): boolean {
  return Object.values(multipliers).some((list: Rows) => list.length > 0);
}

/** What one part proves of each objective, in their order, and what each comes to there. */
export interface PartEffort {
  readonly values: readonly number[];
  readonly proofs: readonly ObjectiveProof[];
}

/**
 * The proof of one objective of the whole from those of its parts. A part proves by π and its own σ for each earlier objective i; the whole has
 * one σ_i for all. A part whose σ_i is smaller has the difference δ more of it, and as much of its own proof of objective i:
 *
 *   c + Aᵀπ + σ·c_i ≥ 0 and c_i + Aᵀπ_i ≥ 0 give c + Aᵀ(π + δ·π_i) + (σ + δ)·c_i ≥ 0, and −π_i·left − v_i = 0: the bound stays.
 *
 * An objective that is 0 in a part needs no π there, as no coefficient is below 0.
 */
export function proofOfWhole(parts: readonly PartEffort[], k: number): ObjectiveProof {
  const drafts = parts.map((part) => ({ part, earlier: [...earlierOf(part, k)], terms: (part.values[k] ?? 0) > 0 ? termsOf(part, k, 1) : [] }));
  for (let i = k - 1; i >= 0; i--) {
    const most = drafts.reduce((larger, { earlier }) => Math.max(larger, earlier[i] ?? 0), 0);
    for (const { part, earlier, terms } of drafts) {
      const more = most - (earlier[i] ?? 0);
      if (more <= 0) continue;
      terms.push(...termsOf(part, i, more));
      earlierOf(part, i).forEach((each, h) => { earlier[h] = (earlier[h] ?? 0) + more * each; });
      earlier[i] = most;
    }
  }
  return { ...addMultipliers(drafts.flatMap(({ terms }) => terms)), earlier: drafts[0]?.earlier ?? [] };
}

function earlierOf({ values, proofs }: PartEffort, k: number): readonly number[] {
  return (values[k] ?? 0) > 0 ? proofs[k]?.earlier ?? [] : Array.from({ length: k }, () => 0);
}

function termsOf({ values, proofs }: PartEffort, k: number, times: number): Term[] {
  const proof = proofs[k];
  return proof !== undefined && (values[k] ?? 0) > 0 ? [{ multipliers: proof, times }] : [];
}
