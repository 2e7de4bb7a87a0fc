import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { officeOf, type Office } from '../support/desk.ts'
import { buildPagesIfOld } from '../support/pages-built.ts'
import { examplePassword, startPlatform } from '../support/server.ts'
import { foundTianshui } from '../support/tianshui.ts'
import { testAliases } from './chapters/aliases.ts'
import { testBases } from './chapters/bases.ts'
import { testBundles } from './chapters/bundles.ts'
import { testDrawSplitMerge } from './chapters/draw-split-merge.ts'
import { testEditions } from './chapters/editions.ts'
import { testEveryPage } from './chapters/every-page.ts'
import { testExperts } from './chapters/experts.ts'
import { testHandover } from './chapters/handover.ts'
import { testImport } from './chapters/import.ts'
import { testKeyboard } from './chapters/keyboard.ts'
import { testLists } from './chapters/lists.ts'
import { testMap } from './chapters/map.ts'
import { testMoney } from './chapters/money.ts'
import { testOverview } from './chapters/overview.ts'
import { testPlans } from './chapters/plans.ts'
import { testProgress } from './chapters/progress.ts'
import { testReadingsImport } from './chapters/readings-import.ts'
import { testPeople } from './chapters/people.ts'
import { testSession } from './chapters/session.ts'
import { testSignIn } from './chapters/sign-in.ts'
import { testSurroundings } from './chapters/surroundings.ts'
import { testTokens } from './chapters/tokens.ts'
import { testVerifyPage } from './chapters/verify-page.ts'
import { testWater } from './chapters/water.ts'
import { testWaters } from './chapters/waters.ts'
import { testZones } from './chapters/zones.ts'

// One platform and one browser for all chapters: starting them takes longer than most chapters. Those that change what
// the example holds come last, and each visit has a browser storage of its own.

let office: Office

beforeAll(async () => {
  buildPagesIfOld()
  const [platform, browser] = await Promise.all([startPlatform(), launchBrowser()])
  office = officeOf(platform, browser)
  await foundTianshui(platform.database, examplePassword)
})
afterAll(async () => {
  await office.browser.close()
  await office.platform.stop()
})

const chapters = [
  testSignIn,
  testOverview,
  testWaters,
  testWater,
  testMap,
  testKeyboard,
  testEveryPage,
  testImport,
  testLists,
  testDrawSplitMerge,
  testBases,
  testAliases,
  testEditions,
  testVerifyPage,
  testPeople,
  testReadingsImport,
  testZones,
  testHandover,
  testTokens,
  testPlans,
  testProgress,
  testBundles,
  testMoney,
  testExperts,
  testSurroundings,
  testSession,
]
for (const test of chapters) test(() => office)
