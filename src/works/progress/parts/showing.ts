import { organisationNames } from '../../../people/experts-at-hand-store.ts'
import { chinaDate } from '../../../domain/dates.ts'
import { labelPeople } from '../../../people/store.ts'
import { regionNamesOf } from '../../../places/region-names.ts'
import { placeDirectory } from '../../../places/store.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { cutPage, writeCursor, type RowPage } from '../../../platform/http/cursor.ts'
import type { QueryOf } from '../../../platform/http/endpoint.ts'
import { policyAt } from '../../../policy/policy.ts'
import { watersById } from '../../../waters/overview-store.ts'
import { readDayCursor } from '../../../platform/http/day-cursor.ts'
import type { listParts as listEndpoint, Part } from './contract.ts'
import {
  contentOf,
  isParty,
  partsAfter,
  partStepsOf,
  requirePart,
  type PartStepTable,
  type PartTable,
} from './parts-store.ts'
import { partStepsFrom, urgencyOfPart } from './rules.ts'

/** @throws Problem `part.not-found` */
export async function showPart(tx: Tx, id: string): Promise<Part> {
  const [part] = await showParts(tx, [await requirePart(tx, id)])
  return part! // one in, one out
}

export async function listParts(tx: Tx, query: QueryOf<typeof listEndpoint>): Promise<RowPage<Part>> {
  const { cursor, limit, ...filter } = query
  const after = cursor === undefined ? {} : { after: readDayCursor(cursor) }
  const rows = await partsAfter(tx, { ...filter, ...after, limit: limit + 1 })
  const page = cutPage(rows, limit, last => writeCursor([last.due_on, last.id]))
  return { ...page, items: await showParts(tx, page.items) }
}

/** Parts as pages show them, with their steps and what the caller may do. */
export async function showParts(tx: Tx, parts: readonly PartTable[]): Promise<Part[]> {
  if (parts.length === 0) return []
  const waters = await watersById(tx, parts.map(part => part.water_id)) // prettier-ignore
  const steps = await partStepsOf(tx, parts)
  const whoIs = await labelPeople(tx, [
    ...parts.map(part => part.signed_by),
    ...[...steps.values()].flat().map(step => step.by_account),
  ])
  const organisations = await organisationNames(
    tx,
    parts.map(part => part.organisation_id),
  )
  const directory = await placeDirectory(tx)
  const today = chinaDate(tx.at)
  const dueSoonDays = policyAt('works-progress', today).value.partDueSoonDays.value
  return parts.map(part => {
    const water = waters.get(part.water_id)
    const content = shownContent(part)
    const { signed_hash: hash, signed_by: by, signed_at: at } = part
    return {
      id: part.id,
      water: { id: part.water_id, code: water?.code ?? '', name: water?.name ?? '' },
      regionCode: part.region_code,
      regionNames: regionNamesOf(directory, part.region_code),
      cycle: part.cycle,
      organisation: { id: part.organisation_id, name: organisations.get(part.organisation_id) ?? '' },
      subject: part.subject,
      ask: part.ask,
      dueOn: part.due_on,
      urgency: urgencyOfPart({ state: part.state, dueOn: part.due_on }, { dueSoonDays, today }),
      state: part.state,
      version: part.version,
      ...(content === undefined ? {} : { content }),
      ...(hash === null || by === null || at === null
        ? {}
        : { signature: { hash, by: whoIs(by), at: at.toISOString() } }),
      steps: (steps.get(part.id) ?? []).map(step => shownStep(step, whoIs)),
      may: partStepsFrom(part.state).filter(step => isParty(tx, part, step)),
    }
  })
}

function shownStep(step: PartStepTable, whoIs: Awaited<ReturnType<typeof labelPeople>>): Part['steps'][number] {
  const content = shownContent(step)
  return {
    number: step.number,
    step: step.step,
    dueOn: step.due_on,
    ...(step.reason === null ? {} : { reason: step.reason }),
    ...(content === undefined ? {} : { content }),
    ...(step.signed_hash === null ? {} : { signedHash: step.signed_hash }),
    ...(step.voids === null ? {} : { voids: step.voids }),
    by: whoIs(step.by_account),
    at: step.at.toISOString(),
  }
}

function shownContent(row: { readonly content: unknown }): Part['content'] {
  const content = contentOf(row)
  if (content === undefined) return undefined
  return { ...content, quantities: [...content.quantities], attachments: content.attachments.map(({ id }) => id) }
}
