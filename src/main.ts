import './config/production.js';
import { runCommand } from './cli/run-command.js';

await runCommand(async (stage) => {
  const { serve } = await import('./cli/serve.js');
  await serve(stage);
}, 0);
