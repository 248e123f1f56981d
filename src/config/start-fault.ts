/**
 * The service cannot start or go on, for a reason outside the program: a folder, a port, a database, a setting.
 * The message is one line that says what was expected and what came; it is all that a person sees (exit code 1, no stack).
 * Thrown rather than returned because nothing between the place that meets it and the command line can do anything about it.
 */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}
