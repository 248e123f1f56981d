// Tests run as ES modules on Node's own loader. See docs/decisions/0001-stack.md for why each line is needed.
const swc = (module) => ['@swc/jest', {
  jsc: {
    target: 'es2022', keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: module },
}];
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.ts$': swc('es6'), '/node_modules/(content-disposition|cookie)/.*\\.js$': swc('commonjs') },
  transformIgnorePatterns: ['/node_modules/(?!(content-disposition|cookie)/)'],
};
// End-to-end tests are of the built program (test/e2e/native/), but for the one that puts other modules in the place of some.
const e2e = { ...shared, globalSetup: '<rootDir>/test/e2e/start-database.ts', globalTeardown: '<rootDir>/test/e2e/stop-database.ts' };
export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/web/src/**/*.spec.ts'] },
    {
      ...e2e, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.spec.ts'], testPathIgnorePatterns: ['guards-out'],
      testEnvironment: '<rootDir>/test/e2e/native/environment.js',
      transform: { '/(node_modules|src)/': '<rootDir>/test/e2e/native/transform.js', ...shared.transform }, transformIgnorePatterns: [],
    },
    { ...e2e, displayName: 'guards', testMatch: ['<rootDir>/test/e2e/guards-out.spec.ts'] },
  ],
  // Long enough for a slow machine that has other work to do: it only ends what hangs.
  testTimeout: 300_000,
  // jest leaves one core to itself, which on two is half of them.
  maxWorkers: '100%',
};
