// Every page of the example, one line each: what is measured (measure.js) and of what pictures are taken (screenshots.js).

/**
 * `path` from what the service has (`ids`); undefined where it has nothing to be shown there. `signedIn`: somebody with mandates sees more.
 * `at`: the part of the page that a picture begins with.
 */
export const PAGES = [
  { name: 'confederations', path: () => '/', says: 'The confederations of a service.' },
  { name: 'confederation', path: ({ code }) => `/confederations/${code}`, says: 'A confederation at a glance: where its cycle stands, and how fully needs are met.' },
  { name: 'map', path: ({ code }) => `/confederations/${code}`, at: 'section[aria-labelledby=map]', says: 'On the same page: everything that is on its way in a quarter, good by good.' },
  { name: 'plans', path: ({ code }) => `/confederations/${code}/plans`, signedIn: true, says: 'The plans of the cycle, and making another one.' },
  { name: 'plan', path: ({ plan }) => plan && `/plans/${plan}`, says: 'A plan: what is short, what would help most, and its documents.' },
  { name: 'compare', path: ({ plan, other }) => other && `/plans/${plan}/compare/${other}`, says: 'Two plans: what changes, and for whom.' },
  { name: 'verify', path: ({ plan }) => plan && `/plans/${plan}/verify`, says: 'Checking a plan in one’s own browser.' },
  { name: 'declarations', path: ({ code }) => `/confederations/${code}/declarations`, signedIn: true, says: 'Who has declared what they need, side by side per person.' },
  { name: 'council', path: ({ code }) => `/confederations/${code}/council`, signedIn: true, says: 'The council’s work: the cycle, deadlines, and what is to be done next.' },
  { name: 'decisions', path: ({ code }) => `/confederations/${code}/decisions`, says: 'Who has decided what on the proposed plans.' },
  { name: 'proposals', path: ({ code }) => `/confederations/${code}/proposals`, signedIn: true, says: 'Proposals to change what the confederation shares.' },
  { name: 'proposal', path: ({ code, proposal }) => proposal && `/confederations/${code}/proposals/${proposal}`, signedIn: true, says: 'One of them, with the answers.' },
  { name: 'members', path: ({ code }) => `/confederations/${code}/members`, signedIn: true, says: 'The members, joining and leaving.' },
  { name: 'assembly', path: ({ code, assembly }) => `/confederations/${code}/assemblies/${assembly}`, says: 'An assembly: what it needs and receives, from whom, and why not more.' },
  { name: 'needs', path: ({ code, assembly }) => `/confederations/${code}/assemblies/${assembly}/needs`, signedIn: true, says: 'Its needs, declared in a table.' },
  { name: 'holdings', path: ({ code, assembly }) => `/confederations/${code}/assemblies/${assembly}/holdings`, signedIn: true, says: 'What it holds, in a table.' },
  { name: 'decide', path: ({ code, assembly }) => `/confederations/${code}/assemblies/${assembly}/decide`, signedIn: true, says: 'The proposed plans for this assembly, and its answer.' },
  { name: 'affairs', path: ({ code, assembly }) => `/confederations/${code}/assemblies/${assembly}/affairs`, signedIn: true, says: 'Its mandates and resolutions.' },
  { name: 'my-work', path: () => '/my', signedIn: true, says: 'What somebody may do by the mandates they hold.' },
];

/** The town of the example whose assembly sends the first person. */
const ASSEMBLY = 'montpelier';

/** What the pages of a running service are of: its first confederation, that one's plans and proposals. */
export async function idsOf(url) {
  const { confederations } = await graphql(url, `{ confederations(first: 1) { nodes {
    code cycles(first: 1, sortBy: STARTS, direction: DESCENDING) { nodes { plans(first: 2, filter: { statuses: [DONE] }) { nodes { id } } } } proposals(first: 1) { nodes { id } } } } }`);
  const [{ code, cycles, proposals }] = confederations.nodes;
  const [plan, other] = cycles.nodes[0].plans.nodes.map(({ id }) => id);
  return { code, assembly: ASSEMBLY, plan, other, proposal: proposals.nodes[0]?.id };
}

export async function graphql(url, query, variables = {}) {
  const answer = await fetch(new URL('/graphql', url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}
