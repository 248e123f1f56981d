import { describe, expect, it } from '@jest/globals';
import { addressOf, routeOf } from './routes.js';

describe('addresses of pages', () => {
  it.each([
    [addressOf.confederations(), { page: 'confederations' }],
    [addressOf.confederation('a/b é'), { page: 'confederation', code: 'a/b é' }],
    [addressOf.assembly('vermont', 'st. %'), { page: 'assembly', code: 'vermont', assemblyCode: 'st. %' }],
    [addressOf.verify('0b0f1cd6'), { page: 'verify', planId: '0b0f1cd6' }],
    ['/confederations/vermont/', { page: 'confederation', code: 'vermont' }],
    ['/confederations/%', { page: 'confederation', code: '%' }],
  ])('%s leads to its page', (address, route) => { expect(routeOf(address)).toEqual(route); });

  it.each(['/confederations', '/confederations/vermont/assemblies', '/confederations/vermont/towns/cabot', '/plans/1', '/plans/1/verify/2', '/begin', '/graphiql', '/record'])(
    '%s is no page', (address) => { expect(routeOf(address)).toEqual({ page: 'nowhere' }); });
});
