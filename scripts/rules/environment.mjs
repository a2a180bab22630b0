import { TestEnvironment } from 'jest-environment-node';
import { carriesRule } from './names.mjs';

const NO_SPEC = /(?!)/;

/**
 * Loads every file and runs those in which a spec carries the id of a rule, or of the one rule in the options. Such a
 * file runs whole, because its specs may tell one story in which the later build on the earlier.
 */
export default class RuleEnvironment extends TestEnvironment {
  #rule;

  constructor(config, context) {
    super(config, context);
    this.#rule = config.projectConfig.testEnvironmentOptions.rule;
  }

  handleTestEvent({ name }, state) {
    if (name === 'run_start' && !carriesRule(state.rootDescribeBlock, this.#rule)) state.testNamePattern = NO_SPEC;
  }
}
