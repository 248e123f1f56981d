/** Keeps texts in the browser. Where it refuses to keep them, or is full, they last as long as the page stays open: no page fails by that. */
class Keep {
  /** What the browser did not take; null: what it did not let go of. */
  readonly #refused = new Map<string, string | null>();
  readonly #storage: () => Storage;

  /** @param storage where to; it throws where the browser gives none */
  constructor(storage: () => Storage) {
    this.#storage = storage;
  }

  get(key: string): string | null {
    const here = this.#refused.get(key);
    if (here !== undefined) return here;
    try {
      return this.#storage().getItem(key);
    } catch {
      return null;
    }
  }

  set(key: string, text: string): void {
    try {
      this.#storage().setItem(key, text);
      this.#refused.delete(key);
    } catch {
      this.#refused.set(key, text);
    }
  }

  remove(key: string): void {
    try {
      this.#storage().removeItem(key);
      this.#refused.delete(key);
    } catch {
      this.#refused.set(key, null);
    }
  }
}

/** Of this browser: all tabs, and later visits. */
export const ofBrowser = new Keep(() => localStorage);

/** Of this tab alone, gone with it. */
export const ofTab = new Keep(() => sessionStorage);
