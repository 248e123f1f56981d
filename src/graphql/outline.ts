/** Longitude and latitude in degrees. */
type Position = readonly [number, number];
/** First and last position are the same; the first ring is the outer one, the others are holes. */
type Rings = readonly (readonly Position[])[];

/** A GeoJSON geometry (RFC 7946) that says where something is. */
export type Outline =
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };

/** Enough for a township surveyed with care; a page draws hundreds of them. */
const MOST_POSITIONS = 10_000;

export function isOutline(value: unknown): value is Outline {
  return outlineFault(value) === undefined;
}

/** What is wrong with it, in plain words; undefined where it is an Outline. */
export function outlineFault(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'it is no object';
  const type: unknown = 'type' in value ? value.type : undefined;
  const coordinates: unknown = 'coordinates' in value ? value.coordinates : undefined;
  if (type !== 'Polygon' && type !== 'MultiPolygon') return `its type is ${JSON.stringify(type)}`;
  if (!Array.isArray(coordinates) || coordinates.length === 0) return 'it has no coordinates';
  const polygons: unknown[] = type === 'Polygon' ? [coordinates] : coordinates;
  const rings = polygons.flatMap((polygon): unknown[] => (Array.isArray(polygon) && polygon.length > 0 ? polygon : [undefined]));
  const lengths = rings.map((ring) => (Array.isArray(ring) ? ring.length : 0));
  if (lengths.reduce((sum, length) => sum + length, 0) > MOST_POSITIONS) return `it has more than ${MOST_POSITIONS} positions`;
  return rings.map(ringFault).find((fault) => fault !== undefined);
}

function ringFault(ring: unknown): string | undefined {
  if (!Array.isArray(ring) || ring.length < 4) return 'a ring has fewer than 4 positions';
  const positions: unknown[] = ring;
  if (!positions.every(isPosition)) return 'a position is not [longitude from -180 to 180, latitude from -90 to 90]';
  const first = positions[0];
  const last = positions.at(-1);
  return first?.[0] === last?.[0] && first?.[1] === last?.[1] ? undefined : 'a ring does not end where it began';
}

function isPosition(value: unknown): value is Position {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const position: unknown[] = value;
  const [longitude, latitude] = position;
  return typeof longitude === 'number' && typeof latitude === 'number' && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}
