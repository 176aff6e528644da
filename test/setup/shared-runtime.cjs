const { join, sep } = require('node:path');
const { pathToFileURL } = require('node:url');
const Runtime = require('jest-runtime').default;

const TEST_FOLDER = pathToFileURL(join(__dirname, '..') + sep).href;
// Jest keeps the event handlers of its test framework here, and would add those of every suite to them.
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

let shared;

/**
 * Keeps libraries and the product's modules loaded from one suite to the next of the same worker: loading them anew took
 * each suite longer than most suites' tests do. What belongs to a suite (its file, everything under `test`, Jest's own
 * framework) is loaded anew each time. Needs `shared-environment.cjs`; without both lines in `jest.config.js` all suites
 * still pass, only slower.
 */
class SharedRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig) {
    if (shared) {
      shared.beginSuite(testPath);
      return shared;
    }
    super(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig);
    if (!globalConfig.watch && !globalConfig.watchAll && !globalConfig.collectCoverage) shared = this;
  }

  beginSuite(testPath) {
    this._testPath = testPath;
    this.testState.state = 'loading';
    this.registries.internalModuleRegistry.clear();
    delete this._environment.global[EVENT_HANDLERS];
    const modules = this.registries.esModuleRegistry;
    for (const key of modules.keys()) if (belongsToSuite(key)) modules.delete(key);
  }

  teardown() {
    if (this === shared) this.restoreAllMocks();
    else super.teardown();
  }
}

function belongsToSuite(key) {
  return key.startsWith('@jest/globals') || key.startsWith(TEST_FOLDER) || key.endsWith('.spec.ts');
}

module.exports = { __esModule: true, default: SharedRuntime };
