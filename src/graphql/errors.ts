import { randomUUID } from 'node:crypto';
import { IntrinsicException, Logger } from '@nestjs/common';
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { RefusedAsk } from '../records/refused-ask.js';

/** An answer shows no more errors than these; the rest are counted in the last. */
const MOST_ERRORS = 5;
const LONGEST_MESSAGE = 500;
const log = new Logger('GraphQL');

/** A request that is not even a query. It reaches the client as it is, with status 400. */
export class RefusedRequest extends IntrinsicException {
  readonly code = 'BAD_REQUEST';
  readonly statusCode = 400;
}

/** What an error says of itself, if it is one of Fastify's or Mercurius'. */
interface Coded extends Error {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  /** Mercurius wraps what it found when it checked a query. */
  readonly errors?: unknown;
}

/**
 * What the client gets to see of errors. GraphQL's own, Mercurius', requests that were refused, and RefusedAsk are told as they are;
 * every other is "Internal error" with an id under which the log has it.
 */
export function formatErrors(execution: ExecutionResult): { statusCode: number; response: FormattedExecutionResult } {
  const all = (execution.errors ?? []).flatMap(unwrapped);
  const errors = all.slice(0, MOST_ERRORS).map(shownError);
  if (all.length > MOST_ERRORS) errors[MOST_ERRORS - 1] = { message: `… and ${all.length - MOST_ERRORS + 1} more errors` };
  const statuses = (execution.errors ?? []).map(statusOf);
  return { statusCode: Math.max(...statuses, 200), response: { data: execution.data ?? null, errors } };
}

function unwrapped(error: GraphQLError): Error[] {
  const inner = coded(error.originalError ?? error).errors;
  return Array.isArray(inner) && inner.length > 0 ? inner.filter((one) => one instanceof Error) : [error];
}

function shownError(error: Error): GraphQLFormattedError {
  const cause = error instanceof GraphQLError ? innermost(error) : error;
  const where = error instanceof GraphQLError ? placeOf(error) : {};
  if (cause instanceof RefusedAsk) {
    const { code, argument, expected, came } = cause;
    return { message: short(cause.message), ...where, extensions: { code, argument, expected, came: short(came) } };
  }
  if (cause instanceof GraphQLError || isKnown(cause)) {
    const { code } = coded(cause);
    return { message: short(cause.message), ...where, ...(typeof code === 'string' ? { extensions: { code } } : {}) };
  }
  const id = randomUUID();
  log.error(`${id} ${cause.message}`, cause.stack);
  return { message: `Internal error ${id}`, ...where, extensions: { code: 'INTERNAL_ERROR', id } };
}

/** What was thrown first: a resolver's error is wrapped to say where in the answer it belongs. */
function innermost(error: GraphQLError): Error {
  const original = error.originalError;
  if (!original) return error;
  return original instanceof GraphQLError && original !== error ? innermost(original) : original;
}

function placeOf(error: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(error.locations && { locations: error.locations }), ...(error.path && { path: error.path }) };
}

/** A request that Fastify, Mercurius or this program refused, and says so in words for the client: too large, no JSON, no query. */
function isKnown(error: Error): boolean {
  const { code, statusCode } = coded(error);
  return error instanceof RefusedRequest || (typeof code === 'string' && (code.startsWith('MER_ERR_')
    || (code.startsWith('FST_ERR_') && typeof statusCode === 'number' && statusCode < 500)));
}

/** 4xx where the request itself was refused, 500 where it failed before it ran; 200 where it ran, as GraphQL over HTTP has it. */
function statusOf(error: GraphQLError): number {
  const cause = innermost(error);
  if (error.path || cause instanceof GraphQLError) return 200;
  const { statusCode } = coded(cause);
  return isKnown(cause) && typeof statusCode === 'number' ? statusCode : 500;
}

function coded(error: Error): Coded {
  return error;
}

function short(message: string): string {
  return message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE)}…`;
}
