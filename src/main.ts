import { runCommand } from './cli/run-command.js';
import { serve } from './cli/serve.js';

await runCommand(serve, 0);
