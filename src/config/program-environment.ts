/** The environment of another program that this one starts: where programs are found, these settings, and nothing else of ours. */
export function programEnvironment(settings: Readonly<Record<string, string>>): Record<string, string> {
  const path = process.env['PATH'];
  return { ...(path === undefined ? {} : { PATH: path }), ...settings };
}
