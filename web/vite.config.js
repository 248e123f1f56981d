import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// Nothing is inlined: the content security policy allows no script, style or image that is not a file of this service.
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  plugins: [svelte()],
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false }, manifest: true, reportCompressedSize: false, rolldownOptions: { checks: { pluginTimings: false } } },
  worker: { format: 'es' },
  // `npm run dev -w web` beside a running service: pages that change as they are written.
  server: { proxy: Object.fromEntries(['/graphql', '/plans/', '/scenarios', '/record', '/adoptions', '/sign-in'].map((path) => [path, { target: 'http://127.0.0.1:3000', ws: path === '/graphql', bypass: ({ url }) => (/\/verify$/.test(url ?? '') ? url : undefined) }])) },
});
