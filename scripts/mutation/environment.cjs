const { TestEnvironment } = require('jest-environment-node');
const { mixinJestEnvironment } = require('@stryker-mutator/jest-runner');

/**
 * One failed test has killed a mutant: the others are passed over. Tests have numbers for names, because the tests to run
 * for a mutant are picked by a pattern of all their names, and long ones take longer to compare than to run.
 */
class QuickEnvironment extends TestEnvironment {
  #hasFailed = false;
  #tests = 0;

  handleTestEvent(event, state) {
    if (event.name === 'start_describe_definition') state.currentDescribeBlock.name = 'd';
    if (event.name === 'add_test') {
      this.#tests += 1;
      state.currentDescribeBlock.children.at(-1).name = `#${this.#tests};`;
    }
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.#hasFailed = true;
    if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip';
  }
}

module.exports = mixinJestEnvironment(QuickEnvironment);
