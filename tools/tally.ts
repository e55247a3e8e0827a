import type { TestModule } from 'vitest/node';

/** How a run went, in tests. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Counts the tests of a finished run. Whatever went wrong outside a test counts as failed too (a file that does not load, a
 * hook that throws, an error nobody caught), so that "0 failed" can be believed.
 */
export const tally = (modules: Iterable<TestModule>, unhandledErrors: number): Tally => {
  let passed = 0;
  let failed = unhandledErrors;
  let skipped = 0;
  for (const testModule of modules) {
    let failedHere = 0;
    for (const test of testModule.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed++;
      else if (state === 'failed') failedHere++;
      else skipped++;
    }
    failed += failedHere === 0 && !testModule.ok() ? 1 : failedHere;
  }
  return { passed, failed, skipped };
};

/** The line a test run ends with: `12 passed, 0 failed`, and `, 3 skipped` where some were. */
export const tallyLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;

/** Whether a run can be called good: something ran, and nothing failed. */
export const isGood = ({ passed, failed }: Tally): boolean => passed > 0 && failed === 0;
