import { defineConfig } from 'vitest/config'
import { FileOrder } from './tests/support/file-order.ts'
import { folderOfRun } from './tests/support/folder-of-run.ts'
import { small } from './tests/support/small-database.ts'

process.env['TMPDIR'] = folderOfRun()

// Nothing of ours keeps state between files, so that the product is loaded once a worker and not once a file.
const everywhere = {
  env: { TZ: 'Pacific/Chatham', JIUQING_DATABASE_MEMORY_MB: String(small.memoryMb) },
  setupFiles: [],
  isolate: false,
}

/** They start embedded databases of their own, or look at pages, whatever server the other tests use. */
const onceIsEnough = [
  'tests/browser/**/*.test.ts',
  'tests/faults/faults.test.ts',
  'tests/torture/**/*.test.ts',
  'tests/scenarios/command-line.test.ts',
  'tests/scenarios/demo.test.ts',
  'tests/scenarios/move.test.ts',
]

export default defineConfig({
  test: {
    sequence: { sequencer: FileOrder },
    projects: [
      {
        test: {
          ...everywhere,
          name: 'unit',
          include: ['src/**/*.test.ts', 'example/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
          // A loaded machine is no fault: property tests take their time.
          testTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...everywhere,
          name: 'platform',
          include: [
            'src/**/*.db.test.ts',
            'tests/scenarios/**/*.test.ts',
            'tests/migrations/**/*.test.ts',
            'tests/faults/**/*.test.ts',
            'tests/torture/**/*.test.ts',
            'tests/walls/**/*.test.ts',
            'tests/browser/**/*.test.ts',
          ],
          exclude: process.env['TEST_DATABASE_URL'] === undefined ? [] : onceIsEnough,
          globalSetup: ['tests/support/database.global.ts'],
          // A loaded machine is no fault here either: some take half a minute on a quiet one.
          testTimeout: 240_000,
          hookTimeout: 240_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
