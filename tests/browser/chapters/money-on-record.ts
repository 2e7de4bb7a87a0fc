import { uuidv7 } from '../../../src/domain/ids.ts'
import type { Office } from '../../support/desk.ts'
import { listedWater } from './water.ts'

/** Money on record at a listed water: planned, allotted, spent in part, and what an enterprise pays. @returns the water's id */
export async function waterWithMoney(office: Office): Promise<string> {
  const { platform } = office
  const session = await platform.signIn('municipal')
  const id = await listedWater(office, 2)
  const enter = (entry: object) =>
    platform.call(session, 'PUT', `/api/money/waters/${id}/entries/${uuidv7(Date.now())}`, {
      on: '2025-06-30',
      documentNumber: '渝财环〔2025〕18号',
      ...entry,
    })
  await enter({ kind: 'planned', source: 'municipal-grant', yuan: 1_200_000 })
  await enter({ kind: 'allotted', source: 'municipal-grant', yuan: 1_250_000 })
  await enter({ kind: 'spent', source: 'municipal-grant', yuan: 480_000, on: '2025-09-12' })
  await enter({ kind: 'planned', source: 'villagers', yuan: 30_000 })
  await enter({ kind: 'allotted', source: 'enterprise', yuan: 260_000 })
  await enter({ kind: 'spent', source: 'enterprise', yuan: 260_000, on: '2025-08-01' })
  const { rewards } = (await platform.call(session, 'GET', `/api/money/waters/${id}`)) as { rewards: unknown[] } // the contract's answer
  if (rewards.length === 0) {
    const paper = { documentNumber: '渝环奖〔2026〕3号' }
    await platform.call(session, 'POST', `/api/money/waters/${id}/rewards`, paper)
  }
  return id
}
