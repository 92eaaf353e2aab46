import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    // The default leaves one processor free, which on two doubles the time.
    maxWorkers: '100%',
    reporters: ['default'],
  },
});
