import type { LeftOut } from './drawing.ts'
import { annualTextIds, type AnnualTarget, type AnnualText, type AnnualWater } from './words.ts'
import type { MilestoneDays } from './milestones.ts'

/** What somebody changes of a draft; what is absent stays. */
export type AnnualChange = {
  readonly texts?: Readonly<Partial<Record<AnnualText, string>>> | undefined
  readonly targets?: readonly AnnualTarget[] | undefined
  readonly milestones?:
    | readonly { readonly waterId: string; readonly milestones: MilestoneDays; readonly note?: string | undefined }[]
    | undefined
  readonly leaveOut?: readonly { readonly waterId: string; readonly reason: string }[] | undefined
  readonly takeIn?: readonly string[] | undefined
}

type Content = {
  readonly texts: Readonly<Record<AnnualText, string>>
  readonly targets: readonly AnnualTarget[]
  readonly waters: readonly AnnualWater[]
  readonly leftOut: readonly LeftOut[]
}

/**
 * A draft with a change: first what is taken in, then days, then what is left out.
 *
 * @param candidates waters that could be taken in today
 * @returns the id of a water that it names and that is not there, else the new content
 */
export function changed(
  before: Content,
  change: AnnualChange,
  candidates: readonly AnnualWater[],
): { readonly content: Content } | { readonly unknown: string } {
  const { takeIn = [], milestones = [], leaveOut = [] } = change
  const waters = new Map(before.waters.map(water => [water.waterId, water]))
  for (const id of takeIn) {
    const found = waters.get(id) ?? candidates.find(({ waterId }) => waterId === id)
    if (found === undefined) return { unknown: id }
    waters.set(id, found)
  }
  for (const { waterId, milestones: days, note } of milestones) {
    const water = waters.get(waterId)
    if (water === undefined) return { unknown: waterId }
    const { note: _, ...rest } = water
    waters.set(waterId, {
      ...rest,
      milestones: days,
      adjusted: true,
      ...(note === undefined || note === '' ? {} : { note }),
    })
  }
  const leftOut = before.leftOut.filter(({ waterId }) => !waters.has(waterId))
  const out: LeftOut[] = []
  for (const { waterId, reason } of leaveOut) {
    const water = waters.get(waterId)
    if (water === undefined) return { unknown: waterId }
    waters.delete(waterId)
    out.push({ waterId, code: water.code, name: water.name, regionCode: water.regionCode, reason })
  }
  return {
    content: {
      texts: textsOf(before, change),
      targets: change.targets ?? before.targets,
      waters: [...waters.values()],
      leftOut: [...leftOut, ...out],
    },
  }
}

function textsOf({ texts }: Content, change: AnnualChange): Readonly<Record<AnnualText, string>> {
  const pairs = annualTextIds.map(id => [id, change.texts?.[id] ?? texts[id]])
  return Object.fromEntries(pairs) as Record<AnnualText, string> // one for each id
}
