import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Test files that take ten seconds and more. By itself the runner begins with the largest files, and some of the longest tests are in small
 * ones: begun last, they would leave all workers but one without work. While one worker looks at pages, which keeps more than a
 * core busy, the other has the tests that wait for processes to start and end.
 */
const first = [
  'tests/browser/looking.test.ts',
  'tests/faults/faults.test.ts',
  'tests/scenarios/jobs-that-give-up.test.ts',
  'tests/scenarios/backup.test.ts',
  'tests/torture/torture.test.ts',
  'tests/scenarios/backup-interrupted.test.ts',
  'tests/scenarios/move.test.ts',
  'tests/browser/working.test.ts',
  'tests/scenarios/command-line.test.ts',
  'tests/faults/three-servers.test.ts',
  'tests/scenarios/demo.test.ts',
  'tests/walls/walls.test.ts',
  'tests/torture/planted-faults.test.ts',
  'tests/scenarios/every-door-answers.test.ts',
  'tests/scenarios/tampered-tables.test.ts',
  'tests/walls/database.test.ts',
  'tests/scenarios/four-named-waters.test.ts',
  'src/platform/files/workbook/sheets.test.ts',
  'src/funding/pilot-of-2022.test.ts',
]

const rank = ({ moduleId }: TestSpecification) => {
  const found = first.findIndex(file => moduleId.endsWith(file))
  return found < 0 ? first.length : found
}

export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}
