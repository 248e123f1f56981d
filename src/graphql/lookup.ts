import { RefusedAsk } from '../records/refused-ask.js';

/** The id or the code that a query looks a record up by. RefusedAsk unless exactly one of them is given. */
export function idOrCode(id: string | null | undefined, code: string | null | undefined): { readonly id: string } | { readonly code: string } {
  if (id != null && code == null) return { id };
  if (code != null && id == null) return { code };
  throw new RefusedAsk('BAD_LOOKUP', 'id, code', 'one of them', id == null ? 'neither' : 'both');
}
