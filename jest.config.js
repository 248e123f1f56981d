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
export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/web/src/**/*.spec.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.spec.ts'], globalSetup: '<rootDir>/test/e2e/start-database.ts', globalTeardown: '<rootDir>/test/e2e/stop-database.ts' },
  ],
  testTimeout: 60_000,
  // jest leaves one core to itself, which on two is half of them.
  maxWorkers: '100%',
};
