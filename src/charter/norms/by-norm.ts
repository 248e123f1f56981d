/**
 * SQL for what a norm comes to, in the unit of the good: norm · population · days of the period / 365.25, rounded to 6 digits; null where nobody's number is known, or it is
 * nothing. The factor gives the division digits enough that it is rounded once. On the aliases `o` of the norm, `m` of what has the population, and `p` of the period.
 */
export const quantityByNorm = 'nullif(round(o.per_person_year * m.population * (p.ends - p.starts + 1) * 1.000000000000 / 365.25, 6), 0)';
