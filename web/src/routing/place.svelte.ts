import { routeOf } from './routes.js';

let path = $state(location.pathname);
const route = $derived(routeOf(path));

/** Where the reader is. */
export const place = {
  get route() { return route; },
  get path() { return path; },
};

function go(to: URL): void {
  if (to.href !== location.href) history.pushState(null, '', to);
  path = to.pathname;
  if (to.hash === '') scrollTo(0, 0);
}

/** Goes on to another page, where what was done on this one is done. */
export function goOn(address: string): void {
  history.pushState(null, '', address);
  path = address;
  scrollTo(0, 0);
}

/** Links within the pages change the page and no more; all others, and new tabs, are the browser's. */
export function followLinks(): void {
  addEventListener('popstate', () => { path = location.pathname; });
  document.addEventListener('click', follow);
}

function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  // By its attributes: a link on a map is SVG's, whose properties are other things.
  const href = link?.getAttribute('href') ?? null;
  if (link === null || href === null || link.hasAttribute('target') || link.hasAttribute('download')) return;
  const to = new URL(href, location.href);
  if (to.origin !== location.origin || routeOf(to.pathname).page === 'nowhere') return;
  if (to.pathname === location.pathname && to.hash !== '') return;
  event.preventDefault();
  go(to);
}
