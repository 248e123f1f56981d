import { describe, expect, it } from '@jest/globals';
import { addressOf, routeOf } from './routes.js';

describe('addresses of pages', () => {
  it.each([
    [addressOf.confederations(), { page: 'confederations' }],
    [addressOf.mine(), { page: 'mine' }],
    [addressOf.begin(), { page: 'begin' }],
    [addressOf.confederation('a/b é'), { page: 'glance', code: 'a/b é' }],
    [addressOf.confederation('vermont', 'council'), { page: 'council', code: 'vermont' }],
    [addressOf.proposal('vermont', '0b0f1cd6'), { page: 'proposal', code: 'vermont', proposalId: '0b0f1cd6' }],
    [addressOf.assembly('vermont', 'st. %'), { page: 'assembly', code: 'vermont', assemblyCode: 'st. %' }],
    [addressOf.assembly('vermont', 'cabot', 'needs'), { page: 'needs', code: 'vermont', assemblyCode: 'cabot' }],
    [addressOf.plan('0b0f1cd6'), { page: 'plan', planId: '0b0f1cd6' }],
    [addressOf.verify('0b0f1cd6'), { page: 'verify', planId: '0b0f1cd6' }],
    [addressOf.compare('0b0f1cd6', '7'), { page: 'compare', planId: '0b0f1cd6', otherId: '7' }],
    ['/confederations/vermont/', { page: 'glance', code: 'vermont' }],
    ['/confederations/%', { page: 'glance', code: '%' }],
  ])('%s leads to its page', (address, route) => { expect(routeOf(address)).toEqual(route); });

  it.each([
    '/confederations', '/confederations/vermont/glance', '/confederations/vermont/assemblies', '/confederations/vermont/towns/cabot', '/confederations/vermont/plans/1',
    '/confederations/vermont/assemblies/cabot/assembly', '/confederations/vermont/assemblies/cabot/needs/1', '/plans', '/plans/1/plan', '/plans/1/verify/2', '/plans/1/compare',
    '/plans/1/compare/2/3', '/my/own', '/begin/begin.js', '/graphiql', '/record'])('%s is no page', (address) => { expect(routeOf(address)).toEqual({ page: 'nowhere' }); });
});
