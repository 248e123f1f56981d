import { createHash } from 'node:crypto';
import { canonicalJson, type Scenario } from '../planning/index.js';

/** A scenario as a document: its canonical JSON (RFC 8785) and the sha256 of exactly those bytes, in hex. */
export interface ScenarioDocument {
  readonly text: string;
  readonly sha256: string;
}

export function scenarioDocument(scenario: Scenario): ScenarioDocument {
  const text = canonicalJson(scenario);
  return { text, sha256: createHash('sha256').update(text, 'utf8').digest('hex') };
}
