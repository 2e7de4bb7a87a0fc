import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import type { Chance } from '../../example/chance.ts'
import { uuidv7 } from '../../src/domain/ids.ts'
import type { Json } from './caller.ts'
import { positionIn, type Desk, type Known } from './desk.ts'
import { workOnImport } from './import-work.ts'

type Work = { readonly weight: number; readonly does: (desk: Desk) => Promise<void> }

/** Everything that people do all day, how often, and who may. */
const officersWork: readonly Work[] = [
  { weight: 14, does: createWater },
  { weight: 14, does: correctWater },
  { weight: 6, does: drawWater },
  { weight: 4, does: colourWater },
  { weight: 4, does: numberWater },
  { weight: 4, does: recordSource },
  { weight: 16, does: recordReading },
  { weight: 8, does: recordSenses },
  { weight: 4, does: recordQuestionnaire },
  { weight: 6, does: recordCandidate },
  { weight: 8, does: reportVillage },
  { weight: 6, does: attach },
  { weight: 8, does: judgeAndList },
  { weight: 4, does: workOnImport },
  { weight: 1, does: judgeInBulk },
  { weight: 1, does: signOutAndIn },
  { weight: 12, does: lookAround },
]

const townsWork = officersWork.filter(
  ({ does }) => ![colourWater, judgeAndList, workOnImport, judgeInBulk].some(other => other === does),
)

const citysWork: readonly Work[] = [...officersWork, { weight: 1, does: changeZone }]

/** Works until the time is over, one thing after another. */
export async function workAllDay(desk: Desk, thinkMs: number): Promise<void> {
  const { role } = desk.member
  const work = role === 'town-chief' ? townsWork : role === 'municipal-officer' ? citysWork : officersWork
  while (!desk.isOver()) {
    await chosen(desk.random, work).does(desk)
    await pause(desk.random.whole(0, 2 * thinkMs))
  }
}

function chosen(random: Chance, work: readonly Work[]): Work {
  let left = random.next() * work.reduce((sum, { weight }) => sum + weight, 0)
  return work.find(({ weight }) => (left -= weight) < 0) ?? work[0]! // the weights add up to `left`
}

async function createWater({ caller, member, random, waters, mark }: Desk): Promise<void> {
  const village = random.pick(member.villages)
  const name = `塘${mark()}`
  const areaM2 = random.whole(210, 9000)
  const values = {
    name,
    type: 'pond',
    regionCode: village.code,
    areaM2,
    position: positionIn(village, random),
    coordinateSource: 'cgcs2000',
  }
  const created = await caller.change(
    { kind: 'water.created', name, regionCode: village.code, areaM2 },
    { method: 'POST', path: '/waters', body: { values, acceptDoubts: true } },
  )
  remember(waters, created)
}

/** People come back to the waters they know; the oldest are forgotten. */
const mostKnown = 60

function remember(waters: Known[], seen: Json | undefined): void {
  if (seen === undefined) return
  const { id, countyCode, regionCode, version, stage } = (seen['water'] ?? seen) as Json // a water, or an answer that holds one
  if (typeof id !== 'string' || typeof version !== 'number') return
  const known = waters.find(water => water.id === id)
  if (known !== undefined) Object.assign(known, { version, stage: String(stage) })
  else
    waters.push({ id, countyCode: String(countyCode), regionCode: String(regionCode), version, stage: String(stage) })
  if (waters.length > mostKnown) waters.shift()
}

/** A water of one's own or of the list, as it stands now. */
async function someWater({ caller, random, waters }: Desk): Promise<Known | undefined> {
  if (waters.length === 0 || random.yes(0.1)) {
    const page = await caller.read('/waters?sort=-updated&limit=20')
    const items = (page?.['items'] ?? []) as Json[] // the shape of GET /waters
    if (items.length > 0) remember(waters, random.pick(items))
  }
  return waters.length === 0 ? undefined : random.pick(waters)
}

/** After a refusal or a silence: what became of it? */
async function lookAgain({ caller, waters }: Desk, id: string): Promise<void> {
  remember(waters, await caller.read(`/waters/${id}`))
}

async function correctWater(desk: Desk): Promise<void> {
  const water = await someWater(desk)
  if (water === undefined) return
  const areaM2 = desk.random.whole(210, 9000)
  const reason = `实测${desk.mark()}`
  const corrected = await desk.caller.change(
    { kind: 'water.corrected', waterId: water.id, areaM2, reason },
    {
      method: 'PATCH',
      path: `/waters/${water.id}`,
      body: { expectedVersion: water.version, changes: { areaM2 }, reason, acceptDoubts: true },
    },
  )
  await follow(desk, water, corrected)
}

async function follow(desk: Desk, { id }: Known, answer: Json | undefined): Promise<void> {
  if (answer === undefined) await lookAgain(desk, id)
  else remember(desk.waters, answer)
}

async function drawWater(desk: Desk): Promise<void> {
  const water = await someWater(desk)
  if (water === undefined) return
  const { longitude, latitude } = positionIn(desk.random.pick(desk.member.villages), desk.random)
  const side = 0.0002 + desk.random.whole(0, 6) * 0.0001
  const ring = [
    [longitude, latitude],
    [longitude + side, latitude],
    [longitude + side, latitude + side],
    [longitude, latitude + side],
    [longitude, latitude],
  ].map(pair => pair.map(degrees => Number(degrees.toFixed(6))))
  const reason = `勾绘${desk.mark()}`
  const drawn = await desk.caller.change(
    { kind: 'water.drawn', waterId: water.id, reason, first: ring[0] ?? [] },
    {
      method: 'PUT',
      path: `/waters/${water.id}/geometry`,
      body: {
        expectedVersion: water.version,
        geometry: { type: 'Polygon', coordinates: [ring] },
        reason,
        acceptDoubts: true,
      },
    },
  )
  await follow(desk, water, drawn)
}

async function colourWater(desk: Desk): Promise<void> {
  const water = await someWater(desk)
  if (water === undefined) return
  const colour = desk.random.pick(['red', 'yellow', 'green'])
  const reason = `定色${desk.mark()}`
  const coloured = await desk.caller.change(
    { kind: 'water.coloured', waterId: water.id, colour, reason },
    { method: 'PUT', path: `/waters/${water.id}/colour`, body: { colour, reason, expectedVersion: water.version } },
  )
  await follow(desk, water, coloured)
}

async function numberWater(desk: Desk): Promise<void> {
  const water = await someWater(desk)
  if (water === undefined) return
  const number = `编号${desk.mark()}`
  const numbered = await desk.caller.change(
    { kind: 'water.numbered', waterId: water.id, number },
    { method: 'POST', path: `/waters/${water.id}/numbers`, body: { issuer: '折腾办', number, issuedOn: '2026-11-20' } },
  )
  await follow(desk, water, numbered)
}

async function recordSource(desk: Desk): Promise<void> {
  const water = await someWater(desk)
  if (water === undefined) return
  const sourceId = uuidv7(Date.now())
  const name = `污染源${desk.mark()}`
  await desk.caller.change(
    { kind: 'source.recorded', sourceId, name },
    {
      method: 'PUT',
      path: `/sources/${sourceId}`,
      body: { values: { kind: 'households', name }, waterIds: [water.id] },
    },
  )
}

/** The past hours, so that no reading lies in the future of a server whose clock is a little behind. */
function someTimeAgo(random: Chance): string {
  return new Date(Date.now() - random.whole(3_600_000, 90 * 86_400_000)).toISOString()
}

async function recordReading(desk: Desk): Promise<void> {
  const water = await someWater(desk)
  if (water === undefined) return
  const readingId = uuidv7(Date.now())
  const takenAt = someTimeAgo(desk.random)
  const dissolvedOxygen = desk.random.decimal(0.3, 9, 1)
  await desk.caller.change(
    { kind: 'reading.recorded', readingId, waterId: water.id, takenAt, dissolvedOxygen },
    {
      method: 'PUT',
      path: `/monitoring/readings/${readingId}`,
      body: {
        waterId: water.id,
        takenAt,
        sample: {
          dissolvedOxygen: { value: dissolvedOxygen },
          ammoniaNitrogen: { value: desk.random.decimal(0.1, 20, 2) },
        },
      },
    },
    { repeatable: true },
  )
}

async function recordSenses(desk: Desk): Promise<void> {
  const water = await someWater(desk)
  if (water === undefined) return
  const sensesId = uuidv7(Date.now())
  const note = `感官${desk.mark()}`
  const isBlack = desk.random.yes(0.7)
  await desk.caller.change(
    { kind: 'senses.recorded', sensesId, waterId: water.id, note },
    {
      method: 'PUT',
      path: `/survey/senses/${sensesId}`,
      body: {
        waterId: water.id,
        observedAt: someTimeAgo(desk.random),
        colour: isBlack ? 'black' : 'clear',
        odour: isBlack ? 4 : 0,
        finding: isBlack ? 'black-odorous' : 'not-black-odorous',
        note,
      },
    },
    { repeatable: true },
  )
}

async function recordQuestionnaire(desk: Desk): Promise<void> {
  const water = await someWater(desk)
  if (water === undefined) return
  const questionnaireId = uuidv7(Date.now())
  const valid = desk.random.whole(30, 80)
  const black = desk.random.whole(0, valid)
  await desk.caller.change(
    { kind: 'questionnaire.recorded', questionnaireId, waterId: water.id, valid, black },
    {
      method: 'PUT',
      path: `/survey/questionnaires/${questionnaireId}`,
      body: { waterId: water.id, heldOn: someTimeAgo(desk.random).slice(0, 10), valid, black },
    },
    { repeatable: true },
  )
}

async function recordCandidate({ caller, member, random, waters, mark }: Desk): Promise<void> {
  const village = random.pick(member.villages)
  const waterId = uuidv7(Date.now())
  const name = `疑似${mark()}`
  const areaM2 = random.whole(210, 9000)
  const recorded = await caller.change(
    { kind: 'candidate.recorded', waterId, name, areaM2 },
    {
      method: 'POST',
      path: '/survey/candidates',
      body: {
        id: waterId,
        villageCode: village.code,
        name,
        type: 'pond',
        source: 'field-team',
        areaM2,
        ...positionIn(village, random),
      },
    },
    { repeatable: true },
  )
  const candidate = recorded?.['candidate'] as Json | undefined // the shape of POST /survey/candidates
  if (candidate !== undefined) remember(waters, { ...candidate, id: candidate['waterId'] })
}

async function reportVillage({ caller, member, cast, random, mark }: Desk): Promise<void> {
  const { code: villageCode } = random.pick(member.villages)
  const isFound = random.yes(0.5)
  const state = isFound ? 'done-with-candidates' : 'done-none-found'
  const found = isFound ? random.whole(1, 9) : 0
  const reason = `上报${mark()}`
  await caller.change(
    { kind: 'village.reported', taskId: cast.taskId, villageCode, state, found, reason },
    {
      method: 'PUT',
      path: `/survey/tasks/${cast.taskId}/villages/${villageCode}`,
      body: { state, found, reason, note: reason, surveyedOn: '2026-11-20' },
    },
  )
}

async function attach(desk: Desk): Promise<void> {
  const water = await someWater(desk)
  if (water === undefined) return
  const attachmentId = uuidv7(Date.now())
  const photo = await noisyPhoto(desk.random)
  const sha256 = createHash('sha256').update(photo).digest('hex')
  await desk.caller.change(
    { kind: 'attachment.added', attachmentId, waterId: water.id, sha256, bytes: photo.length },
    {
      method: 'PUT',
      path: `/waters/${water.id}/attachments/${attachmentId}?sha256=${sha256}&name=photo.png`,
      body: photo,
    },
    { repeatable: true },
  )
}

/** A real picture that no other has, 2 to 25 KB. */
async function noisyPhoto(random: Chance): Promise<Uint8Array> {
  const side = random.whole(24, 90)
  const pixels = Buffer.from(Array.from({ length: side * side * 3 }, () => random.whole(0, 255)))
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer()
}

async function judgeAndList(desk: Desk): Promise<void> {
  const water = await someWater(desk)
  if (water === undefined) return
  if (water.stage === 'suspected') return judge(desk, water)
  if (water.stage === 'identified') return enterList(desk, water)
  if (water.stage === 'listed') return changeList(desk, water)
  await lookAgain(desk, water.id)
}

async function judge(desk: Desk, water: Known): Promise<void> {
  await desk.caller.change(
    { kind: 'water.judged', waterId: water.id },
    {
      method: 'POST',
      path: `/identification/waters/${water.id}/judge`,
      body: { expectedVersion: water.version },
    },
  )
  await lookAgain(desk, water.id)
}

async function enterList(desk: Desk, water: Known): Promise<void> {
  const reason = `列入${desk.mark()}`
  await desk.caller.change(
    { kind: 'water.listed', waterId: water.id, reason },
    {
      method: 'POST',
      path: `/register/waters/${water.id}/list`,
      body: { list: desk.random.pick(['municipal', 'county', 'national']), reason, expectedVersion: water.version },
    },
  )
  await lookAgain(desk, water.id)
}

async function changeList(desk: Desk, water: Known): Promise<void> {
  const to = desk.random.pick(['municipal', 'county', 'national', null])
  const reason = `调整${desk.mark()}`
  await desk.caller.change(
    { kind: 'list.changed', waterId: water.id, to, reason },
    {
      method: 'POST',
      path: `/register/waters/${water.id}/change-list`,
      body: { list: to, reason, expectedVersion: water.version },
    },
  )
  await lookAgain(desk, water.id)
}

async function judgeInBulk({ caller, member, random }: Desk): Promise<void> {
  const regionCode = `${random.pick(member.villages).code.slice(0, 9)}000`
  await caller.change(
    { kind: 'judgement.started', regionCode },
    { method: 'POST', path: '/identification/judgements', body: { regionCode } },
  )
}

/** Towns leave the zone and come back; what stands in them follows. */
async function changeZone({ caller, cast, random, mark }: Desk): Promise<void> {
  const { code, towns: all } = cast.zone
  const towns = all.filter((_, index) => index === 0 || random.yes(0.7))
  const reason = `调整功能区${mark()}`
  await caller.change(
    { kind: 'zone.changed', code, towns, reason },
    { method: 'PATCH', path: `/place-zones/${code}`, body: { towns, reason } },
  )
}

async function signOutAndIn({ caller }: Desk): Promise<void> {
  await caller.signOut()
}

const pages = [
  '/overview',
  '/overview/todo',
  '/register/lists',
  '/waters?limit=50',
  '/survey/coverage?level=county',
  '/monitoring/readings?limit=50',
  '/tiles/waters/8/204/105.mvt',
]

async function lookAround({ caller, random }: Desk): Promise<void> {
  await caller.read(random.pick(pages))
}
