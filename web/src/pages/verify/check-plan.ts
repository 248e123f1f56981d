import { canonicalJson, checkScenario, faultInWords, readJson, verifyPlan, type Plan } from '../../../../src/planning/index.js';

/** What the service says the two documents are. */
export interface Documents {
  readonly scenarioUrl: string;
  readonly scenarioSha256: string;
  readonly planUrl: string;
  readonly planSha256: string;
}

export type Step = 'scenario' | 'plan' | 'reading' | 'checking';
export type Checked =
  | { readonly ok: true; readonly checked: readonly string[]; readonly needs: number; readonly levels: number }
  | { readonly ok: false; readonly faults: readonly string[] };

/** The sizes that docs/model.md allows. */
const MOST_VALUES = { scenario: 10e6, plan: 30e6 };

/**
 * Downloads a scenario and a plan, and checks the plan with the planner's own checker.
 * @param download gives the text at an address
 * @param onStep is told what is done next
 */
export async function checkPlan(documents: Documents, download: (url: string) => Promise<string>, onStep: (step: Step) => void): Promise<Checked> {
  onStep('scenario');
  const scenarioText = await download(documents.scenarioUrl);
  onStep('plan');
  const planText = await download(documents.planUrl);
  onStep('reading');
  const scenario = readJson(scenarioText, MOST_VALUES.scenario);
  const plan = readJson(planText, MOST_VALUES.plan);
  if (scenario.kind === 'none') return { ok: false, faults: [faultInWords(scenario.fault)] };
  if (plan.kind === 'none') return { ok: false, faults: [faultInWords(plan.fault)] };
  const repeated = [...scenario.repeated, ...plan.repeated];
  if (repeated.length > 0) return { ok: false, faults: repeated.map(faultInWords) };
  const read = checkScenario(scenario.document);
  if (!read.ok) return { ok: false, faults: read.faults.map(faultInWords) };
  onStep('checking');
  const sha256 = await sha256Of(canonicalJson(read.scenario));
  const faults = [
    ...(sha256 === documents.scenarioSha256 ? [] : [`the scenario has the sha256 ${sha256}, the service names ${documents.scenarioSha256}`]),
    ...await planHashFaults(planText, documents.planSha256),
  ];
  if (faults.length > 0) return { ok: false, faults };
  const verified = verifyPlan(read.scenario, plan.document, sha256);
  if (!verified.ok) return verified;
  const { needs, levels } = plan.document as Plan; // verifyPlan looked at its shape first
  return { ok: true, checked: verified.checked, needs: needs.length, levels: levels.length };
}

async function planHashFaults(text: string, expected: string): Promise<readonly string[]> {
  const sha256 = await sha256Of(text);
  return sha256 === expected ? [] : [`the plan has the sha256 ${sha256}, the service names ${expected}`];
}

async function sha256Of(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
