import { IntrinsicException } from '@nestjs/common';

/** A query that asks for what no list can give. It reaches the client as an error with this code and these facts, and is not logged. */
export class RefusedAsk extends IntrinsicException {
  constructor(
    readonly code: 'BAD_PAGE' | 'BAD_CURSOR' | 'BAD_LOOKUP',
    readonly argument: string,
    readonly expected: string,
    readonly came: string,
  ) {
    super(`${argument}: expected ${expected}, got ${came.length <= 80 ? came : `${came.slice(0, 60)}…`}`);
  }
}
