/** Every comparison of a check holds to this, relative to the quantities compared (docs/model.md). */
export const TOLERANCE = 1e-6;
/** What is off by no more than this share of its terms is the rounding of a sum. */
export const ROUNDING = 1e-13;
/** Multipliers are dual feasible but for this share of their terms. */
export const DIGITS = 1e-9;
