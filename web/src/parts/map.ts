/** A town on the map, in the map's own units. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Projection {
  readonly width: number;
  readonly height: number;
  readonly at: (latitude: number, longitude: number) => Spot;
}

const LONGER_SIDE = 1000;
const MARGIN = 30;

/** Degrees onto a flat map, the longer side 1000: true in shape at its middle, which is enough for a region. */
export function projectionOf(places: readonly { readonly latitude: number; readonly longitude: number }[]): Projection {
  const latitudes = places.map(({ latitude }) => latitude);
  const longitudes = places.map(({ longitude }) => longitude);
  const [south, north, west, east] = [Math.min(...latitudes), Math.max(...latitudes), Math.min(...longitudes), Math.max(...longitudes)];
  const narrower = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = (LONGER_SIDE - 2 * MARGIN) / Math.max(north - south, (east - west) * narrower, 0.01);
  return {
    width: (east - west) * narrower * scale + 2 * MARGIN,
    height: (north - south) * scale + 2 * MARGIN,
    at: (latitude, longitude) => ({ x: (longitude - west) * narrower * scale + MARGIN, y: (north - latitude) * scale + MARGIN }),
  };
}

type Place = readonly [latitude: number, longitude: number];

/** The outlines whose bounds hold all places, as one path; empty where none does. They come when there is a map that may need them. */
export async function outlinesOf(places: readonly { readonly latitude: number; readonly longitude: number }[], { at }: Projection): Promise<string> {
  const { outlines } = await import('./outlines.js');
  const holding = outlines.filter(({ bounds: { south, north, west, east } }) =>
    places.every(({ latitude, longitude }) => latitude >= south && latitude <= north && longitude >= west && longitude <= east));
  const spot = ([latitude, longitude]: Place) => {
    const { x, y } = at(latitude, longitude);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return holding.flatMap(({ lines }) => lines.map((line) => `M${line.map(spot).join('L')}`)).join('');
}

/**
 * A bow from one place to another, bent to the left of its way, so that both directions can be told apart.
 * @param bend how far, as a share of the way
 */
export function arc(from: Spot, to: Spot, bend = 0.18): string {
  const [middleX, middleY] = [(from.x + to.x) / 2 + (to.y - from.y) * bend, (from.y + to.y) / 2 - (to.x - from.x) * bend];
  const n = (value: number) => value.toFixed(1);
  return `M${n(from.x)} ${n(from.y)}Q${n(middleX)} ${n(middleY)} ${n(to.x)} ${n(to.y)}`;
}
