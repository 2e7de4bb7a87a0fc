import { readChapters } from './chapters.ts'
import { testAcceptance } from './chapters/acceptance.ts'
import { testAliases } from './chapters/aliases.ts'
import { testAnnualPlans } from './chapters/annual-plans.ts'
import { testBases } from './chapters/bases.ts'
import { testBoardFigures } from './chapters/board-figures.ts'
import { testBundles } from './chapters/bundles.ts'
import { testDrawSplitMerge } from './chapters/draw-split-merge.ts'
import { testEditions } from './chapters/editions.ts'
import { testExperts } from './chapters/experts.ts'
import { testHandover } from './chapters/handover.ts'
import { testImport } from './chapters/import.ts'
import { testLists } from './chapters/lists.ts'
import { testMoney } from './chapters/money.ts'
import { testPeople } from './chapters/people.ts'
import { testPlans } from './chapters/plans.ts'
import { testProgress } from './chapters/progress.ts'
import { testReadingsImport } from './chapters/readings-import.ts'
import { testSession } from './chapters/session.ts'
import { testSurroundings } from './chapters/surroundings.ts'
import { testTokens } from './chapters/tokens.ts'
import { testZones } from './chapters/zones.ts'

// What people do. These change what the example holds, one after another.
readChapters([
  testImport,
  testLists,
  testDrawSplitMerge,
  testBases,
  testAliases,
  testEditions,
  testPeople,
  testReadingsImport,
  testZones,
  testHandover,
  testTokens,
  testPlans,
  testAnnualPlans,
  testProgress,
  testBoardFigures,
  testBundles,
  testMoney,
  testExperts,
  testSurroundings,
  testAcceptance,
  testSession,
])
