import type { Checks } from '../records/checks.js';
import { FIRST_PERSON } from './first-person.js';

/** Names under which the program itself acts in the public record. */
const PROGRAM = /^(local operator|planner|anonymous|proposal|migration\b.*)$/i;

/** The name of a person as they are shown, and recorded: one line, and none that the program goes by. */
export function checkPersonName(checks: Checks, path: string, name: string | null | undefined): void {
  checks.name(path, name);
  if (name != null && (PROGRAM.test(name.trim()) || name.trim() === FIRST_PERSON)) {
    checks.fault(path, 'the name of a person, and not one that the program itself acts under', JSON.stringify(name));
  }
}
