import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hasCode } from '../config/system-error.js';

/** A file of the pages, as it is sent. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
  readonly gzip: Buffer;
}

export interface BuiltPages {
  /** undefined where the pages were not built. */
  readonly index: PageFile | undefined;
  /** By their names in assets/, each of which has a hash of what is in it. */
  readonly assets: ReadonlyMap<string, PageFile>;
}

const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.json', 'application/json'],
]);

/** Reads what `npm run build` made of web/: some hundred kilobytes, which stay in memory. */
export function readBuiltPages(folder: URL): BuiltPages {
  try {
    const assets = readdirSync(new URL('assets/', folder)).map((name): [string, PageFile] => [name, pageFile(new URL(`assets/${name}`, folder))]);
    return { index: pageFile(new URL('index.html', folder)), assets: new Map(assets) };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return { index: undefined, assets: new Map() };
    throw error;
  }
}

function pageFile(file: URL): PageFile {
  const bytes = readFileSync(file);
  return { type: TYPES.get(extname(file.pathname)) ?? 'application/octet-stream', bytes, gzip: gzipSync(bytes) };
}
