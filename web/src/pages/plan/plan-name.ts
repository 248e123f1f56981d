import { reader } from '../../reading/reader.svelte.js';
import { planWords } from './words.js';

interface PlansOfCycle {
  readonly proposedPlans: readonly { readonly position: number; readonly plan: { readonly id: string } }[];
  readonly plans: { readonly nodes: readonly { readonly id: string; readonly askedAt: string }[] };
}

/** What a plan is called: by its place where it is proposed, else by when it was asked for. */
export function planName({ proposedPlans }: PlansOfCycle, { id, askedAt }: { readonly id: string; readonly askedAt: string }): string {
  const words = reader.of(planWords);
  const proposed = proposedPlans.find(({ plan }) => plan.id === id);
  return proposed ? words.plan(reader.count(proposed.position)) : words.title(reader.moment(askedAt));
}

/** The other plans of a cycle that are done: the proposed ones first, in their order; then the newest first. */
export function otherPlans(cycle: PlansOfCycle, planId: string): readonly { readonly id: string; readonly name: string }[] {
  const place = (id: string) => cycle.proposedPlans.find(({ plan }) => plan.id === id)?.position ?? Infinity;
  return cycle.plans.nodes.filter(({ id }) => id !== planId).sort((a, b) => (place(a.id) < place(b.id) ? -1 : place(a.id) > place(b.id) ? 1 : 0)).map((plan) => ({ id: plan.id, name: planName(cycle, plan) }));
}
