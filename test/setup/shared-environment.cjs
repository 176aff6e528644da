const { TestEnvironment } = require('jest-environment-node');

let shared;

/**
 * One global scope for all suites of a worker, so that `shared-runtime.cjs` can keep the modules loaded in it. Set aside
 * while watching, where a changed file must be loaded anew.
 */
class SharedEnvironment extends TestEnvironment {
  constructor(config, context) {
    if (shared) return shared;
    super(config, context);
    const { watch, watchAll } = config.globalConfig;
    if (!watch && !watchAll) shared = this;
  }

  async teardown() {
    if (this !== shared) await super.teardown();
  }
}

module.exports = SharedEnvironment;
