import { createRequire } from 'node:module';
import { TestEnvironment } from 'jest-environment-node';

/** Gives what transform.js writes a way to modules as Node itself loads them. */
export default class NativeEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.native = { require: createRequire(import.meta.url) };
  }
}
