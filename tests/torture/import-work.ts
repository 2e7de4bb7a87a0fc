import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Json } from './caller.ts'
import { positionIn, type Desk } from './desk.ts'

const header =
  '县级行政区划,行政村名称,乡镇/街道,水体名称,水体类型,水域面积(m2),起点经度,起点纬度,认定依据(感官/问卷/监测),有效问卷数,认为黑臭份数,透明度(cm),水深(cm),溶解氧(mg/L),氨氮(mg/L),采样日期,坐标系'

/**
 * Uploads a list and takes it as far as chance has it: left after the upload, given up, corrected, decided row by row, written
 * whole or in part.
 */
export async function workOnImport(desk: Desk): Promise<void> {
  const mark = desk.mark()
  const list = makeList(desk, mark)
  const id = await upload(desk, list, mark)
  if (id === undefined || desk.random.yes(0.1)) return
  let held = await settled(desk, id)
  if (held === undefined || desk.random.yes(0.1)) return
  if (desk.random.yes(0.1)) return giveUp(desk, id)
  if (held['state'] === 'open' && list.faultyCell !== undefined && desk.random.yes(0.7)) {
    held = await correct(desk, id, list.faultyCell)
  }
  if (held?.['state'] === 'open') held = await decide(desk, id)
  if (held === undefined) return
  await desk.caller.change(
    { kind: 'import.committed', importId: id },
    { method: 'POST', path: `/survey-imports/${id}/commit`, body: { partial: held['state'] === 'open' } },
  )
}

type List = { readonly bytes: Uint8Array; readonly faultyCell: string | undefined }

function makeList({ member, random }: Desk, mark: string): List {
  const count = random.yes(0.1) ? random.whole(150, 400) : random.whole(2, 25)
  const faultyRow = random.yes(0.3) ? random.whole(1, count) : undefined
  const rows = Array.from({ length: count }, (_, index) => {
    const village = random.pick(member.villages)
    const { longitude, latitude } = positionIn(village, random)
    const area = index + 1 === faultyRow ? '约很大' : String(random.whole(210, 9000))
    const isMonitored = random.yes(0.6)
    const basis = isMonitored
      ? ['监测', '', '', random.whole(10, 60), 120, random.decimal(0.5, 6, 1), random.decimal(0.5, 20, 1), '2026-10-20']
      : ['问卷', 40, random.whole(0, 40), '', '', '', '', '2026-10-21']
    return [
      // A county's own list leaves its name out; a city's list has to say it.
      member.role === 'municipal-officer' ? village.countyName : '',
      village.name,
      village.townName,
      `${mark}-${index + 1}`,
      '坑塘',
      area,
      longitude,
      latitude,
      ...basis,
      'CGCS2000',
    ].join(',')
  })
  return {
    bytes: Buffer.from([header, ...rows].join('\n')),
    // The first row is the header; the area stands in the sixth column.
    faultyCell: faultyRow === undefined ? undefined : `F${faultyRow + 1}`,
  }
}

async function upload({ caller }: Desk, { bytes }: List, mark: string): Promise<string | undefined> {
  const fileName = `名册${mark}.csv`
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const uploaded = await caller.change(
    { kind: 'import.uploaded', fileName, sha256, mark },
    { method: 'POST', path: `/survey-imports?fileName=${encodeURIComponent(fileName)}`, body: bytes },
  )
  const id = uploaded?.['id']
  return typeof id === 'string' ? id : undefined
}

/** Waits until it is read, as somebody does who looks at the page; not for ever. */
async function settled({ caller, isOver }: Desk, id: string): Promise<Json | undefined> {
  for (let asked = 0; asked < 60 && !isOver(); asked++) {
    const held = await caller.read(`/survey-imports/${id}`)
    if (held !== undefined && held['state'] !== 'reading') return held
    await pause(300)
  }
  return undefined
}

async function giveUp({ caller }: Desk, importId: string): Promise<void> {
  await caller.change(
    { kind: 'import.cancelled', importId },
    { method: 'POST', path: `/survey-imports/${importId}/cancellation` },
  )
}

async function correct(desk: Desk, importId: string, cell: string): Promise<Json | undefined> {
  const text = String(desk.random.whole(300, 5000))
  await desk.caller.change(
    { kind: 'import.corrected', importId, cell, text },
    {
      method: 'POST',
      path: `/survey-imports/${importId}/corrections`,
      body: { cells: [{ sheet: 'csv', cell, text }] },
    },
  )
  return settled(desk, importId)
}

/** Decides some of the rows that may be a water known already. */
async function decide({ caller, random }: Desk, importId: string): Promise<Json | undefined> {
  const page = await caller.read(`/survey-imports/${importId}/rows?show=undecided&limit=10`)
  for (const row of (page?.['items'] ?? []) as Json[]) {
    const position = Number(row['position'])
    const decision = random.pick(['new', 'skip'])
    await caller.change(
      { kind: 'import.decided', importId, position, decision },
      { method: 'POST', path: `/survey-imports/${importId}/decisions`, body: { position, decision } },
    )
  }
  return caller.read(`/survey-imports/${importId}`)
}
