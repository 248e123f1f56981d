import { describe, expect, it } from '@jest/globals';
import { shownPlan } from './shown-plan.js';

const plan = (id: string) => ({ plan: { id } });
const plans = { nodes: [{ id: 'newest' }] };

describe('the plan that pages show', () => {
  it('is the adopted one, else the first proposed, else the newest that is done', () => {
    expect(shownPlan({ adoption: plan('adopted'), proposedPlans: [plan('first')], plans })).toEqual({ id: 'adopted', as: 'adopted' });
    expect(shownPlan({ adoption: null, proposedPlans: [plan('first'), plan('second')], plans })).toEqual({ id: 'first', as: 'proposed' });
    expect(shownPlan({ adoption: null, proposedPlans: [], plans })).toEqual({ id: 'newest', as: 'newest' });
    expect(shownPlan({ adoption: null, proposedPlans: [], plans: { nodes: [] } })).toBeUndefined();
  });
});
