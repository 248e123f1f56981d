/**
 * Who may ask for an operation of the API at all. `everybody`: without signing in. `account`: whoever is signed in, for their own account; never a token.
 * `assembly`: a delegate of the assembly whose act it is, under its resolution. `shared`: as the founding assembly's delegate before there is a charter; afterwards nobody: a
 * proposal. `council`: a coordinator of the confederation. `draft`: a coordinator, or a delegate of a member. `registering`: whoever has any mandate. `invited`: the person who is invited.
 */
export type Access = 'everybody' | 'account' | 'assembly' | 'shared' | 'council' | 'draft' | 'registering' | 'invited';

/** Deny by default: the service does not start where an operation of its schema is missing here, or one here is missing in the schema. */
export const OPERATIONS: Readonly<Record<string, Access>> = {
  // Reading is everybody's, but for one's own account.
  ...every('everybody', [
    'adoption', 'assemblies', 'assembly', 'confederation', 'confederations', 'ecologicalLimit', 'ecologicalLimits', 'enterprise', 'enterprises', 'exportLimit', 'exportLimits',
    'good', 'goods', 'impact', 'impacts', 'invitations', 'landParcel', 'landParcels', 'mandates', 'me', 'memberships', 'mergers', 'need', 'needs', 'norm', 'norms', 'openIdIsThere', 'person', 'plan', 'planComparison', 'planProgress',
    'planningCycle', 'planningCycleChanged', 'planningCycles', 'plans', 'pool', 'pools', 'process', 'processes', 'proposal', 'proposals', 'publicRecord', 'question', 'resolution', 'resolutions', 'route', 'routes',
    'stock', 'stocks', 'tier', 'tiers',
  ]),
  ...every('everybody', ['signIn', 'signInWithCode', 'acceptLink', 'acceptLinkWithCode']),
  ...every('account', ['apiTokens', 'changePassword', 'createApiToken', 'linkOpenId', 'revokeApiToken', 'signOut']),
  ...every('assembly', [
    'acceptMerger', 'answerQuestion', 'changeHoldings', 'confirmDeclaration', 'copyNeeds', 'createEnterprise', 'createExportLimit', 'createLandParcel', 'createPool', 'createProcess', 'createStock', 'decideOnPlans', 'decideOnProposal',
    'declareNeed', 'declareNeeds', 'giveMandate', 'joinConfederation', 'leaveConfederation', 'proposeMerger', 'recallMandate', 'recordResolution', 'retireAssembly', 'retireEnterprise', 'retireExportLimit',
    'retireLandParcel', 'retirePool', 'retireProcess', 'retireStock', 'reviseAssembly', 'reviseEnterprise', 'reviseExportLimit', 'reviseLandParcel', 'reviseMembership', 'reviseNeed', 'revisePool',
    'reviseProcess', 'reviseStock', 'splitAssembly', 'withdrawMerger', 'withdrawNeed',
  ]),
  createConfederation: 'assembly',
  ...every('shared', ['Confederation', 'EcologicalLimit', 'Good', 'Impact', 'Norm', 'Route', 'Tier'].flatMap((kind) =>
    [...(kind === 'Confederation' ? [] : [`create${kind}`]), `revise${kind}`, `retire${kind}`])),
  ...every('council', [
    'cancelPlan', 'carryOut', 'closePlanningCycle', 'createPlanningCycle', 'inviteAssembly', 'openDeciding', 'planFor', 'proposePlans', 'reopenDeclaring', 'retirePlanningCycle', 'revisePlanningCycle',
    'setDeadlines', 'startPlanning', 'withdrawInvitation', 'withdrawProposedPlan',
  ]),
  ...every('draft', ['amendProposal', 'askQuestion', 'draftProposal', 'openProposal', 'withdrawProposal', 'withdrawQuestion']),
  createAssembly: 'registering',
  acceptInvitation: 'invited',
};

function every(access: Access, operations: readonly string[]): Record<string, Access> {
  return Object.fromEntries(operations.map((operation) => [operation, access]));
}

/** What is wrong with the table, given the names of the schema's operations: nothing where it is whole. */
export function operationFaults(names: readonly string[]): string[] {
  const known = new Set(names);
  return [
    ...names.filter((name) => !Object.hasOwn(OPERATIONS, name)).map((name) => `nothing says who may ask for the operation ${name}`),
    ...Object.keys(OPERATIONS).filter((name) => !known.has(name)).map((name) => `there is no operation ${name}`),
  ];
}
