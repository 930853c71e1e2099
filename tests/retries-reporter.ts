import type { Reporter, TestCase } from 'vitest/node';

/** Prints why a test failed that passed when it was tried again: the default reporter counts such tries only. */
export default class RetriesReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky !== true) return;
    for (const { message, stack } of test.result().errors ?? [])
      process.stderr.write(`tried again: ${test.fullName}: ${message}\n${stack ?? ''}\n`);
  }
}
