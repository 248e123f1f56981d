/** What a cycle says of its plans. */
interface CyclePlans {
  readonly adoption: { readonly plan: { readonly id: string } } | null;
  readonly proposedPlans: readonly { readonly plan: { readonly id: string } }[];
  readonly plans: { readonly nodes: readonly { readonly id: string }[] };
}

/** The plan that pages show of a cycle, and as what: the adopted one, or else the first of the proposed, or else the newest that is done. */
export function shownPlan({ adoption, proposedPlans, plans }: CyclePlans): { readonly id: string; readonly as: 'adopted' | 'proposed' | 'newest' } | undefined {
  const [proposed] = proposedPlans;
  const [newest] = plans.nodes;
  if (adoption) return { id: adoption.plan.id, as: 'adopted' };
  if (proposed) return { id: proposed.plan.id, as: 'proposed' };
  return newest && { id: newest.id, as: 'newest' };
}
