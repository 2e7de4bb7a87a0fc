import { readChapters } from './chapters.ts'
import { testEveryPage } from './chapters/every-page.ts'
import { testKeyboard } from './chapters/keyboard.ts'
import { testMap } from './chapters/map.ts'
import { testOverview } from './chapters/overview.ts'
import { testProblems } from './chapters/problems.ts'
import { testSignIn } from './chapters/sign-in.ts'
import { testVerifyPage } from './chapters/verify-page.ts'
import { testWater } from './chapters/water.ts'
import { testWaters } from './chapters/waters.ts'

// What people see. These leave the example as it is, but for what a page needs in order to show anything.
readChapters([
  testSignIn,
  testOverview,
  testWaters,
  testWater,
  testMap,
  testProblems,
  testKeyboard,
  testVerifyPage,
  testEveryPage,
])
