// Distances as people give them, turned into one-way light time. Pure.

/** km of light per ms: the speed of light in vacuum, exact by definition of the metre. */
const C_KM_PER_MS = 299.792458;
/** The astronomical unit, exact (IAU 2012 Resolution B2). */
const AU_KM = 149_597_870.7;
const JULIAN_YEAR_MS = 365.25 * 86_400_000;

export const DISTANCE_UNITS = ['s', 'min', 'h', 'km', 'AU', 'light-years'] as const;
export type DistanceUnit = (typeof DISTANCE_UNITS)[number];

/** One-way light time, ms, of a distance in one of the units. */
export function owltMsOf(amount: number, unit: DistanceUnit): number {
  switch (unit) {
    case 's':
      return amount * 1_000;
    case 'min':
      return amount * 60_000;
    case 'h':
      return amount * 3_600_000;
    case 'km':
      return amount / C_KM_PER_MS;
    case 'AU':
      return (amount * AU_KM) / C_KM_PER_MS;
    case 'light-years':
      return amount * JULIAN_YEAR_MS;
  }
}

/** km that light covers in so many ms. */
export const kmOfLight = (owltMs: number): number => owltMs * C_KM_PER_MS;
