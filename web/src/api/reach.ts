/** Why there is no answer. */
export type Trouble =
  /** Nothing came from the service: no network, or it does not run. */
  | { readonly kind: 'offline' }
  /** The service answered, and refused or failed; in its own words. */
  | { readonly kind: 'refused'; readonly message: string };

/** Thrown where a question has no answer; pages show it by <Asked>. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(readonly trouble: Trouble) {
    super(trouble.kind === 'refused' ? trouble.message : 'offline');
  }
}

/** The text of a document that the service keeps, byte for byte. @throws NoAnswer */
export async function download(url: string, signal?: AbortSignal): Promise<string> {
  const response = await reach(url, { signal: signal ?? null });
  if (!response.ok) throw new NoAnswer({ kind: 'refused', message: `${response.status} ${response.statusText}` });
  try {
    return await response.text();
  } catch {
    throw new NoAnswer({ kind: 'offline' });
  }
}

/** Asks by HTTP. @throws NoAnswer where nothing comes */
export async function reach(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new NoAnswer({ kind: 'offline' });
  }
}
