/** Every comparison of a check holds to this, relative to the quantities compared (docs/model.md). */
export const TOLERANCE = 1e-6;
