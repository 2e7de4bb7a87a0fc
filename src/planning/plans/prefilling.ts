import { chinaDate } from '../../domain/dates.ts'
import { dutiesOfWater } from '../../duties/store.ts'
import { verdictsOfWater } from '../../identification/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import { aroundWater, presentStateOf } from '../../surroundings/store.ts'
import { requireWater } from '../../waters/store.ts'
import { classificationsAnswer } from '../planned.ts'
import { prefillPlan, type Prefill } from './prefill.ts'

/** What a new plan of a water begins with, and from where. @throws Problem `water.not-found` */
export async function prefillOfWater(tx: Tx, waterId: string): Promise<Prefill> {
  const water = await requireWater(tx, waterId)
  const [verdict] = await verdictsOfWater(tx, waterId)
  const { items, proposal } = await classificationsAnswer(tx, waterId)
  const [newest] = items
  const around = await aroundWater(tx, water)
  const text = presentStateOf(around)
  const posts = (await dutiesOfWater(tx, waterId)).filter(post => post.until_on === null)
  return prefillPlan({
    ...(verdict === undefined ? {} : { verdict: { on: dayOf(verdict.at), words: verdict.record.words } }),
    ...(newest === undefined
      ? {}
      : {
          classified: {
            on: dayOf(newest.at),
            causes: newest.causes.map(({ causeId, sharePercent, evidence }) => ({
              causeId,
              sharePercent,
              text: evidence.text,
            })),
          },
        }),
    registered: water.causes,
    ...(text === undefined ? {} : { surroundings: { on: around.on, text } }),
    proposal,
    persons: posts.map(({ level, name, organisation, office_phone }) => ({
      level,
      name,
      organisation,
      ...(office_phone === null ? {} : { officePhone: office_phone }),
    })),
  })
}

const dayOf = (at: string) => chinaDate(new Date(at))
