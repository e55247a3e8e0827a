import { defineConfig } from 'vitest/config';

const home = '{packages,contexts,extensions,apps,infra,simulation,bench,tools}';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'bar', include: [`${home}/**/*.test.ts`] } },
      // A browser is a heavy guest: one file at a time, after everything else.
      {
        extends: true,
        test: { name: 'browser', include: ['e2e/**/*.test.ts'], fileParallelism: false, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
