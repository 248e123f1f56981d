import { expect, it } from '@jest/globals';
import { serverFault } from './open-database.js';

const good = { number: 150_018, version: '15.18', synchronousCommit: 'on' };

it('a server will do from version 15 on, if it keeps what it confirms', () => {
  expect(serverFault(good)).toBeUndefined();
  expect(serverFault({ ...good, synchronousCommit: 'remote_apply' })).toBeUndefined();
  expect(serverFault({ ...good, number: 140_022, version: '14.22' })).toBe('expected PostgreSQL 15 or newer, got 14.22');
  expect(serverFault({ ...good, synchronousCommit: 'local' })).toBe('expected synchronous_commit = on, got local');
});
