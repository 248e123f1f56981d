import { tick } from 'svelte';

/** Whoever comes here begins at the heading: what follows is a form, and nothing else. */
export function beginHere(heading: HTMLElement): void {
  heading.focus({ preventScroll: true });
}

/** The first field that is not right has the focus, once that is shown. */
export async function atFault(): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
