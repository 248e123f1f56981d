import { download, NoAnswer, type Trouble } from '../../api/reach.js';
import { checkPlan, type Checked, type Documents, type Step } from './check-plan.js';

/** What the worker tells the page. */
export type Told =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'done'; readonly result: Checked }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

const tell = (told: Told) => { postMessage(told); };

onmessage = ({ data }: MessageEvent<Documents>) => {
  checkPlan(data, download, (step) => { tell({ kind: 'step', step }); }).then(
    (result) => { tell({ kind: 'done', result }); },
    (error: unknown) => { tell({ kind: 'trouble', trouble: error instanceof NoAnswer ? error.trouble : { kind: 'refused', message: String(error) } }); });
};
