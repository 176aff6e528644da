// Native ESM through swc: as CommonJS, Jest cannot load Nest 12 below Node 24.9.
export default {
  // Loading the modules costs more than most suites' tests: one worker loads them once for all its suites.
  testEnvironment: '<rootDir>/test/setup/shared-environment.cjs',
  runtime: '<rootDir>/test/setup/shared-runtime.cjs',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/setup/start-postgres.mjs',
  globalTeardown: '<rootDir>/test/setup/stop-postgres.mjs',
  testTimeout: 60_000,
  // A suite's modules are never given back: after some forty suites a worker spends its time collecting garbage.
  workerIdleMemoryLimit: '1GB',
};
