// Writes src/parts/outlines.ts: the county lines of the example, Vermont, from us-atlas (US Census Bureau, public domain), as lines in degrees.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { mesh } from 'topojson-client';

const STATE = '50'; // FIPS code of Vermont
const us = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('us-atlas/counties-10m.json'), 'utf8'));
const counties = { type: 'GeometryCollection', geometries: us.objects.counties.geometries.filter(({ id }) => id.startsWith(STATE)) };
const lines = mesh(us, counties).coordinates.map((line) => line.map(([longitude, latitude]) => [Number(latitude.toFixed(3)), Number(longitude.toFixed(3))]));
const latitudes = lines.flat().map(([latitude]) => latitude);
const longitudes = lines.flat().map(([, longitude]) => longitude);
const bounds = { south: Math.min(...latitudes), north: Math.max(...latitudes), west: Math.min(...longitudes), east: Math.max(...longitudes) };

writeFileSync(join(import.meta.dirname, '..', 'src', 'parts', 'outlines.ts'), `// Written by scripts/write-outlines.js from us-atlas. Not kept in the repository.
interface Outline {
  readonly bounds: { readonly south: number; readonly north: number; readonly west: number; readonly east: number };
  /** Lines of places: latitude, longitude. */
  readonly lines: readonly (readonly (readonly [number, number])[])[];
}

/** Lines of counties, for maps of towns that lie within the bounds. */
export const outlines: readonly Outline[] = [${JSON.stringify({ bounds, lines })}];
`);
