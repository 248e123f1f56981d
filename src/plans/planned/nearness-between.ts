import { Nearness } from './nearness.type.js';

/** Where an assembly is, in degrees; what is not recorded is null. */
export interface Place {
  readonly assemblyId: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Mean radius of the earth in km (IUGG, R1). */
const RADIUS = 6371.0088;

/** How near one assembly is to another. */
export function nearnessBetween(one: Place, other: Place): Nearness {
  if (one.assemblyId === other.assemblyId) return Nearness.ITSELF;
  const km = kmBetween(one, other);
  if (km === null) return Nearness.UNKNOWN;
  if (km <= 25) return Nearness.WITHIN_25_KM;
  if (km <= 50) return Nearness.WITHIN_50_KM;
  return km <= 100 ? Nearness.WITHIN_100_KM : Nearness.FARTHER;
}

/** Along the great circle, by the haversine, which is exact for near places too; null where one has no place. */
export function kmBetween(one: Omit<Place, 'assemblyId'>, other: Omit<Place, 'assemblyId'>): number | null {
  if (one.latitude === null || one.longitude === null || other.latitude === null || other.longitude === null) return null;
  const [south, north] = [radians(one.latitude), radians(other.latitude)];
  const haversine = Math.sin((north - south) / 2) ** 2 + Math.cos(south) * Math.cos(north) * Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(Math.min(haversine, 1)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
