import type { FactKind } from '../domain/facts.ts'
import { textOf, type Tellers } from '../domain/told.ts'

/** Facts of solved cases in words. */
export const caseTellers: Tellers<Extract<FactKind, `solved-case.${string}`>> = {
  'solved-case.saved': ({ version }) => {
    const { zh, en } = textOf(version)
    return { words: { zh: `保存治理案例第 ${zh} 版`, en: `version ${en} of the solved case saved` } }
  },
  'solved-case.published': ({ version }) => {
    const { zh, en } = textOf(version)
    return { words: { zh: `治理案例第 ${zh} 版入编`, en: `version ${en} of the solved case published` } }
  },
  'solved-case.withdrawn': () => undefined,
  'solved-case.outcome-changed': ({ relapsedOn, solvedOn }) => {
    if (relapsedOn === undefined && solvedOn === undefined)
      return { words: { zh: '案例成效更新：验收已撤销', en: 'outcome of the case: acceptance revoked' } }
    if (relapsedOn === undefined) return { words: { zh: '案例成效更新：保持清洁', en: 'outcome of the case: clean' } }
    const { zh, en } = textOf(relapsedOn)
    return { words: { zh: `案例成效更新：${zh} 返黑返臭`, en: `outcome of the case: relapsed on ${en}` } }
  },
}
