export type * from './scenario/types.js';
