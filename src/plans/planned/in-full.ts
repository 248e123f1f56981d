import { rawSql } from '../../records/sql.js';

/** A need (plan_need n) that lacks less than this share of what is needed lacks nothing: the planner's tolerance. */
export const IN_FULL = rawSql('n.received >= n.quantity * (1 - 1e-6)');
