import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { uuidv7 } from '../../src/domain/ids.ts'
import type { RegionCode } from '../../src/domain/regions.ts'
import { insertFile } from '../../src/acceptance/files-store.ts'
import { drawUpFile } from '../../src/acceptance/submitting.ts'
import { chinaDate } from '../../src/domain/dates.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { atomically } from '../../src/platform/db/database.ts'
import { requireWater } from '../../src/waters/store.ts'
import type { Jurisdiction, Member } from './cast.ts'
import { memberAt, type Ask, type Platform } from './platform.ts'

/** A village with everything on record in it, and the words and numbers that occur nowhere else. */
export type World = {
  readonly name: WorldName
  readonly region: RegionCode
  /** Whose county it is: its officer puts everything on record. */
  readonly county: Jurisdiction
  readonly word: string
  readonly longitude: number
  readonly latitude: number
}

export type WorldName = 'shaping-first' | 'shaping-second' | 'chengxi' | 'yongchuan' | 'zone'

/** Everything by which a world could be asked for: ids, codes, names, numbers. */
export type Known = {
  readonly word: string
  readonly region: RegionCode
  readonly town: RegionCode
  readonly longitude: number
  readonly latitude: number
  readonly waterId: string
  readonly code: string
  readonly otherWaterId: string
  readonly readingId: string
  readonly sensesId: string
  readonly questionnaireId: string
  readonly sourceId: string
  readonly attachmentId: string
  readonly sha256: string
  readonly taskId: string
  readonly candidateId: string
  readonly importId: string
  readonly visitId: string
  readonly rectificationId: string
  readonly sampleId: string
  readonly assignmentId: string
  readonly adviceId: string
  readonly verdictId: string
  readonly judgementId: string
  readonly accountId: string
  readonly username: string
  readonly organisationId: string
  readonly tokenId: string
  readonly handoverId: string
  readonly jobId: string
  readonly planId: string
  readonly annualPlanId: string
  readonly moneyEntryId: string
  readonly rewardId: string
  readonly scheduledMeasureId: string
  readonly reportId: string
  readonly partId: string
  readonly declaredId: string
  readonly fileId: string
  readonly objectionId: string
  readonly caseId: string
  readonly noticeId: string
  readonly noticeFileId: string
  readonly surroundingId: string
  readonly surroundingLinkId: string
  readonly number: string
  readonly alias: string
}

export function worldsOf(platform: Platform): Readonly<Record<WorldName, World>> {
  const { jurisdictions, villagesOf } = platform
  const village = (town: RegionCode) => villagesOf(town)[2]?.code ?? ''
  const townOfZone = villagesOf(jurisdictions.zone.slice(0, 6))[0]?.code ?? ''
  return {
    'shaping-first': {
      name: 'shaping-first',
      region: jurisdictions['shaping-first'],
      county: 'dianjiang',
      word: '鲲鹏',
      longitude: 107.4211,
      latitude: 30.2117,
    },
    'shaping-second': {
      name: 'shaping-second',
      region: jurisdictions['shaping-second'],
      county: 'dianjiang',
      word: '麒麟',
      longitude: 107.4433,
      latitude: 30.2333,
    },
    chengxi: {
      name: 'chengxi',
      region: village(jurisdictions.chengxi),
      county: 'dianjiang',
      word: '貔貅',
      longitude: 107.3377,
      latitude: 30.3377,
    },
    yongchuan: {
      name: 'yongchuan',
      region: village('500118118000'),
      county: 'yongchuan',
      word: '饕餮',
      longitude: 105.8713,
      latitude: 29.1719,
    },
    zone: {
      name: 'zone',
      region: townOfZone,
      county: 'zone',
      word: '獬豸',
      longitude: 107.5231,
      latitude: 30.4129,
    },
  }
}

type Made = Readonly<Record<string, unknown>>
type Officer = (method: string, path: string, body?: unknown, kind?: 'bytes') => Promise<Made>

/**
 * Puts one of everything on record in a world, through the product's own doors where there is one.
 *
 * @param round another round adds to what stands there, so that counts and orders change
 */
export async function furnish(platform: Platform, world: World, round: number): Promise<Omit<Known, 'annualPlanId'>> {
  const officer = officerOf(platform, world)
  const seed = { platform, world, round, officer }
  const waters = await furnishWaters(seed)
  const files = await furnishFiles(seed, waters.waterId)
  const survey = await furnishSurvey(seed, waters.waterId)
  const importId = await furnishImport(seed)
  const people = await furnishPeople(seed)
  const alias = `${world.word}里${round}`
  await officer('POST', '/place-aliases', { name: alias, within: townOf(world), source: `${world.word}文件` })
  const verdict = await officer('POST', `/identification/waters/${waters.waterId}/judge`, { dryRun: false })
  const judgement = await officer('POST', '/identification/judgements', { regionCode: world.region })
  const jobId = await giveUpJob(seed, importId)
  await decide(seed, waters)
  const planId = await furnishPlan(seed, waters)
  const notice = await furnishNotice(seed)
  const caseId = await furnishCase(seed)
  const works = await furnishWorks(seed, waters.waterId, files.attachmentId)
  const money = await furnishMoney(seed, waters.waterId, files.attachmentId)
  const progress = await furnishProgress(seed, { waterId: waters.waterId, planId, ...files, ...people })
  const declared = await officer('POST', `/acceptance/waters/${waters.waterId}/measures`, {
    measureId: 'make-up-water',
    source: `${world.word}河`,
    startsOn: '2026-11-01',
  })
  const acceptance = await furnishAcceptance(seed, waters.waterId, people.accountId)
  const experts = await furnishExperts(seed, waters.waterId)
  const surroundings = await furnishSurroundings(seed, waters.waterId)
  const { word, region, longitude, latitude } = world
  return {
    word,
    region,
    town: townOf(world),
    longitude,
    latitude,
    ...waters,
    ...files,
    ...survey,
    ...people,
    ...works,
    ...money,
    ...progress,
    ...acceptance,
    ...experts,
    ...surroundings,
    importId,
    alias,
    verdictId: String(verdict['verdictId']),
    judgementId: String(judgement['id']),
    jobId,
    planId,
    declaredId: String(declared['id']),
    caseId,
    ...notice,
  }
}

/** A file on notice with an objection. The door takes a file only after months of sampling, so that one is put there past the door. */
async function furnishAcceptance({ platform, world, officer }: Seed, waterId: string, by: string) {
  const today = chinaDate(new Date())
  const fileId = await atomically(platform.test.database, systemActor('job'), async tx => {
    const file = await drawUpFile(tx, await requireWater(tx, waterId), `${world.word}申报`)
    const notice = { notice_id: file.id, notice_from: today, notice_to: '2099-01-01', notice_at: tx.at }
    const told = { notice_place: `${world.word}公示栏`, notice_by: by, submitted_by: by }
    await insertFile(tx, { ...file, ...notice, ...told, state: 'on-notice', step: 'delisting' })
    return file.id
  })
  const objection = { receivedOn: today, text: `${world.word}仍有异味` }
  const { objections } = await officer('POST', `/acceptance/files/${fileId}/objections`, objection)
  const [first] = objections as readonly { readonly id: string }[] // the contract's answer
  return { fileId, objectionId: String(first?.id) }
}

async function furnishWorks({ officer, world }: Seed, waterId: string, attachmentId: string) {
  const visitor = { organisation: `${world.word}核查组` }
  const plan = { phase: 'during', role: 'village', visitor, dueOn: '2099-01-01' }
  const visit = await officer('POST', '/works/visits', { waterId, ...plan })
  const no = { kind: 'yes-no', value: 'no', note: `${world.word}有出入`, photos: [attachmentId] }
  const yes = { kind: 'yes-no', value: 'yes', photos: [] }
  await officer('POST', `/works/visits/${String(visit['id'])}/record`, {
    handbook: visit['handbook'],
    visitedOn: '2026-11-01',
    answers: [
      { itemId: 'during-site-safe', ...no },
      { itemId: 'during-odour-controlled', ...yes },
      { itemId: 'during-progress-photos', kind: 'photo', photos: [attachmentId] },
    ],
    owner: visitor,
  })
  const { items } = await officer('GET', `/works/rectifications?water=${waterId}`)
  const sample = await officer('POST', '/works/samples', { regionCode: world.region, size: 1, seed: world.word })
  return {
    visitId: String(visit['id']),
    rectificationId: (items as { id: string }[])[0]?.id ?? '', // lists answer so
    sampleId: String(sample['id']),
  }
}

/** Money allotted and spent by the county, an exception and a reward by the city. */
async function furnishMoney({ platform, officer, world }: Seed, waterId: string, attachmentId: string) {
  const [plannedId, moneyEntryId] = [uuidv7(Date.now()), uuidv7(Date.now())]
  const [spentId, exceptionId] = [uuidv7(Date.now()), uuidv7(Date.now())]
  const said = { source: 'county', on: '2026-11-01', documentNumber: `${world.word}财〔2026〕1号` }
  const entries = `/money/waters/${waterId}/entries`
  await officer('PUT', `${entries}/${plannedId}`, { ...said, kind: 'planned', yuan: 100_000 })
  await officer('PUT', `${entries}/${moneyEntryId}`, { ...said, kind: 'allotted', yuan: 1234 })
  await officer('PUT', `${entries}/${spentId}`, { ...said, kind: 'spent', yuan: 1200 })
  const city = callerOf(platform, world, memberAt(platform.cast, 'municipal-officer', 'city'))
  const exception = { ...said, yuan: 77, reason: `${world.word}先行支付`, attachmentId }
  await city('PUT', `/money/waters/${waterId}/exceptions/${exceptionId}`, exception)
  const reward = await city('POST', `/money/waters/${waterId}/rewards`, { documentNumber: said.documentNumber })
  return { moneyEntryId, rewardId: String(reward['id']) }
}

/** A settlement that drains into the water, and works near it that nobody linked. */
async function furnishSurroundings({ world, round, officer }: Seed, waterId: string) {
  const { word, region: regionCode, longitude, latitude } = world
  const settlement = { sort: 'settlement', name: `${word}${round}组`, regionCode, people: 77, handling: 'none' }
  const made = await officer('POST', '/surroundings', { values: settlement })
  const position = { position: { longitude, latitude }, coordinateSource: 'cgcs2000' }
  const works = { sort: 'facility', name: `${word}${round}站`, regionCode, operator: `${word}运维`, ...position }
  await officer('POST', '/surroundings', { values: works })
  const surroundingId = String(made['id'])
  const link = { surroundingId, kind: 'drains-into', sinceOn: '2026-11-01', source: `${word}踏勘` }
  const linked = await officer('POST', `/surroundings/waters/${waterId}/links`, link)
  return { surroundingId, surroundingLinkId: String(linked['id']) }
}

/** The county's expert is assigned to the water and leaves advice, which is answered. */
async function furnishExperts({ platform, world, officer }: Seed, waterId: string) {
  const expert = memberAt(platform.cast, 'expert', world.county)
  const assigning = { expert: { accountId: expert.accountId }, to: { waterId }, fromOn: '2026-11-01' }
  const assignment = await officer('POST', '/experts/assignments', { ...assigning, reason: `${world.word}帮扶` })
  const given = { waterId, phase: 'before', text: `${world.word}先截污后清淤`, part: `${world.word}北岸` }
  const advice = await callerOf(platform, world, expert)('POST', '/experts/advice', given)
  const answer = { adoption: 'adopted', reason: `${world.word}采纳`, deed: `${world.word}已截污` }
  await officer('POST', `/experts/advice/${String(advice['id'])}/answer`, answer)
  return { assignmentId: String(assignment['id']), adviceId: String(advice['id']) }
}

type Seed = {
  readonly platform: Platform
  readonly world: World
  readonly round: number
  readonly officer: Officer
}

function townOf({ region }: Pick<World, 'region'>): RegionCode {
  return `${region.slice(0, 9)}000`
}

function officerOf(platform: Platform, world: World): Officer {
  return callerOf(platform, world, memberAt(platform.cast, 'county-officer', world.county))
}

function callerOf({ ask }: Platform, world: World, member: Member): Officer {
  return async (method, path, body) => {
    const asked: Ask = { method, path, ...(body === undefined ? {} : { body }) }
    const { status, body: answered } = await ask(member.session, asked)
    if (status >= 300) throw new Error(`${world.name}: ${method} ${path}: ${status} ${answered.toString()}`)
    return JSON.parse(answered.toString()) as Made // doors used here answer JSON objects
  }
}

/** Areas that no other world has, in a range that raises no doubt. */
function areaOf({ world, round }: Seed, index: number): number {
  return 1000 + (createHash('sha256').update(`${world.name} ${round} ${index}`).digest().readUInt16BE() % 8000) + 0.37
}

function valuesOf(seed: Seed, index: number) {
  const { world, round } = seed
  const step = round * 0.0003 + index * 0.0017
  return {
    name: `${world.word}塘${round}${index}`,
    type: 'pond',
    regionCode: world.region,
    areaM2: areaOf(seed, index),
    position: { longitude: world.longitude + step, latitude: world.latitude + step },
    coordinateSource: 'cgcs2000',
    naturalVillages: `${world.word}湾`,
  }
}

function outlineOf(seed: Seed) {
  const { longitude, latitude } = valuesOf(seed, 0).position
  const corner = (east: number, north: number) => [longitude + east * 0.0003, latitude + north * 0.0003]
  return { type: 'Polygon', coordinates: [[corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)]] }
}

async function furnishWaters(seed: Seed) {
  const { world, round, officer } = seed
  const made = async (index: number) =>
    officer('POST', '/waters', { values: valuesOf(seed, index), reason: `${world.word}登记`, acceptDoubts: true })
  const [water, other, whole] = [await made(0), await made(1), await made(2)]
  const waterId = String(water['id'])
  const shape = { geometry: outlineOf(seed), reason: `${world.word}勾绘`, acceptDoubts: true }
  await officer('PUT', `/waters/${waterId}/geometry`, { ...shape, expectedVersion: water['version'] })
  const number = `${world.word}字${round}号`
  await officer('POST', `/waters/${waterId}/numbers`, { issuer: '生态环境局', number, issuedOn: '2026-11-01' })
  const half = areaOf(seed, 2) / 2
  const part = (index: number) => ({ values: { ...valuesOf(seed, index), areaM2: half }, share: 0.5 })
  await officer('POST', `/waters/${String(whole['id'])}/split`, {
    expectedVersion: whole['version'],
    parts: [part(3), part(4)],
    why: 'recorded-as-one',
    reason: `${world.word}拆分`,
  })
  return { waterId, code: String(water['code']), otherWaterId: String(other['id']), number }
}

async function furnishFiles(seed: Seed, waterId: string) {
  const { world, round, officer } = seed
  const readingId = uuidv7(Date.now())
  await officer('PUT', `/monitoring/readings/${readingId}`, {
    waterId,
    takenAt: `2026-11-0${round + 1}T08:00:00+08:00`,
    sample: { dissolvedOxygen: { value: 1.2 }, ammoniaNitrogen: { value: 17.3 } },
    note: `${world.word}采样`,
  })
  const sourceId = uuidv7(Date.now())
  await officer('PUT', `/sources/${sourceId}`, {
    values: { kind: 'outlet', name: `${world.word}排口${round}` },
    waterIds: [waterId],
  })
  const photo = await photoOf(seed)
  const sha256 = createHash('sha256').update(photo).digest('hex')
  const attachmentId = uuidv7(Date.now())
  const name = encodeURIComponent(`${world.word}照片.png`)
  await officer('PUT', `/waters/${waterId}/attachments/${attachmentId}?name=${name}&sha256=${sha256}`, photo)
  return { readingId, sourceId, attachmentId, sha256 }
}

/** A picture of which every world has its own. */
export function photoOf({ world, round }: Pick<Seed, 'world' | 'round'>): Promise<Buffer> {
  const [r = 0, g = 0, b = 0] = createHash('sha256').update(`${world.name} ${round}`).digest()
  return sharp({ create: { width: 9, height: 7, channels: 3, background: { r, g, b } } })
    .png()
    .toBuffer()
}

async function furnishSurvey(seed: Seed, waterId: string) {
  const { world, round, officer } = seed
  const set = await officer('POST', '/survey/tasks', {
    title: `${world.word}排查${round}`,
    regionCode: world.region,
    dueOn: '2026-10-01',
    note: `${world.word}说明`,
    villages: { filter: 'all' },
  })
  const taskId = String((set['task'] as { id: string }).id) // as the contract says
  const candidate = await officer('POST', '/survey/candidates', {
    taskId,
    villageCode: world.region,
    name: `${world.word}沟${round}`,
    type: 'ditch',
    source: 'villager',
    note: `${world.word}反映`,
  })
  const found = candidate['candidate'] as { waterId: string; version: number } // likewise
  const report = {
    state: 'done-with-candidates',
    found: round + 1,
    surveyedOn: '2026-11-01',
    note: `${world.word}上报`,
  }
  await officer('PUT', `/survey/tasks/${taskId}/villages/${world.region}`, report)
  const scope = { inScope: true, reason: `${world.word}认定`, expectedVersion: found.version }
  await officer('POST', `/survey/candidates/${found.waterId}/scope`, scope)
  const [sensesId, questionnaireId] = [uuidv7(Date.now()), uuidv7(Date.now())]
  await officer('PUT', `/survey/senses/${sensesId}`, {
    waterId,
    observedAt: '2026-11-01T08:00:00+08:00',
    colour: 'black',
    odour: 4,
    finding: 'black-odorous',
    note: `${world.word}感官`,
  })
  const answers = { heldOn: '2026-11-01', valid: 30 + round, black: 29, note: `${world.word}问卷` }
  await officer('PUT', `/survey/questionnaires/${questionnaireId}`, { waterId, ...answers })
  return { taskId, candidateId: found.waterId, sensesId, questionnaireId }
}

/** A list of two rows, one of them faulty: the import stays open with both. */
async function furnishImport({ platform, world, round, officer }: Seed): Promise<string> {
  const { nameOf } = platform
  const place = [`${world.region.slice(0, 6)}000000`, townOf(world), world.region].map(nameOf).join(',')
  const header = '县级行政区划,乡镇/街道,行政村名称,水体名称,水体类型,水域面积(m2)'
  const rows = [`${place},${world.word}堰${round},坑塘,45${round}1`, `${place},${world.word}坏行,坑塘,没量`]
  const fileName = encodeURIComponent(`${world.word}名册${round}.csv`)
  const held = await officer('POST', `/survey-imports?fileName=${fileName}`, Buffer.from([header, ...rows].join('\n')))
  return String(held['id'])
}

async function furnishPeople({ platform, world, round, officer }: Seed) {
  const kind = 'village-committee'
  const organisation = await officer('POST', '/organisations', {
    name: `${world.word}村委会${round}`,
    kind,
    regionCode: world.region,
  })
  const organisationId = String(organisation['id'])
  const account = async (index: number) => {
    const made = await officer('POST', '/accounts', {
      username: `${pinyin[world.name]}.${round}${index}`,
      displayName: `${world.word}人${round}${index}`,
      role: 'village-chief',
      organisationId,
      regionCode: world.region,
      phone: `1390000${round}${index}${world.region.slice(4, 6)}`,
    })
    return String((made['account'] as { id: string }).id) // as the contract says
  }
  const [accountId, left] = [await account(0), await account(1)]
  const handover = { toAccountId: accountId, reason: `${world.word}移交`, disable: true }
  const { handoverId } = await officer('POST', `/accounts/${left}/handover`, handover)
  const tokenId = uuidv7(Date.now())
  await platform.test.asOwner(
    `insert into api_tokens values ($1, $2, $3, $4, $5, '{water.read}', now(), now() + interval '9 days', null)`,
    [tokenId, accountId, world.region, createHash('sha256').update(tokenId).digest('hex'), `${world.word}令牌`],
  )
  return {
    accountId,
    handoverId: String(handoverId),
    username: `${pinyin[world.name]}.${round}0`,
    organisationId,
    tokenId,
  }
}

const pinyin = {
  'shaping-first': 'kunpeng',
  'shaping-second': 'qilin',
  chengxi: 'pixiu',
  yongchuan: 'taotie',
  zone: 'xiezhi',
} as const satisfies Record<WorldName, string>

/** As the queue leaves it; how a job comes to give up is another test's story. */
async function giveUpJob({ platform, world }: Seed, subject: string): Promise<string> {
  const id = uuidv7(Date.now())
  await platform.test.asOwner(
    `insert into given_up_jobs values ($1, $2, $3, 'survey.read-import', $4, 'survey.uploaded', 1, $5, 21,
       'administrator', now(), now(), 'open', null, null, null)`,
    [world.region.slice(0, 6), id, world.region, uuidv7(Date.now()), subject],
  )
  return id
}

async function decide({ platform, world, officer }: Seed, { waterId }: { readonly waterId: string }): Promise<void> {
  await platform.settled()
  const water = await officer('GET', `/waters/${waterId}`)
  await officer('PUT', `/waters/${waterId}/colour`, {
    colour: 'red',
    reason: `${world.word}告急`,
    expectedVersion: water['version'],
  })
  const { version } = await officer('GET', `/register/waters/${waterId}`)
  await officer('POST', `/register/waters/${waterId}/list`, {
    list: 'county',
    reason: `${world.word}列入`,
    expectedVersion: version,
  })
}

/** Of a water that `decide` put on a list; its word stands in every part. */
async function furnishPlan({ world, officer }: Seed, { waterId }: { readonly waterId: string }): Promise<string> {
  const content = {
    presentState: `${world.word}发黑`,
    causes: [],
    measures: [],
    funding: [],
    persons: { village: { name: world.word } },
  }
  const { id } = await officer('PUT', `/planning/waters/${waterId}/plan`, { seenVersion: 0, content })
  await officer('POST', `/planning/plans/${String(id)}/comments`, { section: 'causes', text: `${world.word}成因不明` })
  return String(id)
}

/**
 * Of the world's county, for next year, so not for two worlds of one county at once; where another world of the county has drawn it up, it is drawn anew with this one's waters.
 */
export async function furnishAnnualPlan(platform: Platform, world: World): Promise<string> {
  const officer = officerOf(platform, world)
  const regionCode = `${world.region.slice(0, 6)}000000`
  const year = new Date().getUTCFullYear() + 1
  const { items } = await officer('GET', `/planning/annual-plans?year=${year}&region=${regionCode}`)
  const [begun] = items as { id: string; version: number }[] // lists answer so
  if (begun === undefined) {
    return String((await officer('POST', '/planning/annual-plans', { regionCode, year }))['id'])
  }
  await officer('POST', `/planning/annual-plans/${begun.id}/changes`, { seenVersion: begun.version, redraw: true })
  return begun.id
}

/** To the world's own village. */
async function furnishNotice(seed: Seed) {
  const { world, officer } = seed
  const noticeFileId = uuidv7(Date.now())
  const photo = await photoOf(seed)
  const sha256 = createHash('sha256').update(photo).digest('hex')
  const name = encodeURIComponent(`${world.word}附件.png`)
  await officer('PUT', `/notices/files/${noticeFileId}?name=${name}&sha256=${sha256}`, photo, 'bytes')
  const said = { kind: 'notice', title: `${world.word}通知`, text: `${world.word}请回执` }
  const notice = await officer('POST', '/notices', { ...said, divisions: [world.region], files: [noticeFileId] })
  return { noticeId: String(notice['id']), noticeFileId }
}

/** A case that is being written: only what is published is there for others. */
async function furnishCase({ world, officer }: Seed): Promise<string> {
  const content = {
    title: `${world.word}塘案例`,
    placeText: `${world.word}村`,
    regionCode: world.region,
    functions: [],
    presentState: `${world.word}发黑`,
    causes: [],
    causesText: '',
    measures: [],
    measuresText: '',
    outcome: { text: '' },
    lessons: '',
    pictures: [],
  }
  return String((await officer('POST', '/planning/cases', { content }))['id'])
}

/**
 * As a world would be known, of which nothing is on record: what a wrong guess asks for. The guesses sort where the true ids do, so that
 * a cursor made of them stands at the same place.
 */
export function unknownIn(known: Known, village: RegionCode): Known {
  const guesses = Object.entries(known).map(([name, value]) => [
    name,
    name.endsWith('Id') ? guessOf(String(value)) : value,
  ])
  const same = Object.fromEntries(guesses) as Known // the same names
  const word = `${known.word.slice(0, 1)}虚`
  return {
    ...same,
    word,
    region: village,
    longitude: known.longitude + 0.07,
    code: `${known.code}0`,
    sha256: createHash('sha256').update(word).digest('hex'),
    username: `${known.username.slice(0, -1)}x`,
    number: `${word}字9号`,
    alias: `${word}里9`,
  }
}

function guessOf(id: string): string {
  return id.slice(0, -8) + crypto.randomUUID().slice(0, 8)
}

type Plannable = Readonly<Record<'waterId' | 'planId' | 'attachmentId' | 'organisationId', string>>

/** The plan is completed and approved, its works are scheduled and begun; its word stands in contractor, note and ask. */
async function furnishProgress({ world, officer }: Seed, { waterId, planId, attachmentId, organisationId }: Plannable) {
  const person = { name: world.word }
  const content = {
    presentState: `${world.word}发黑`,
    causes: [{ causeId: 'domestic-sewage', percent: 100 }],
    target: { goal: 'class-V', by: `${new Date().getUTCFullYear() + 1}-06-30` },
    measures: [{ measureId: 'septic-tank', quantity: 3, costYuan: 9000 }],
    funding: [{ source: 'county', yuan: 9000 }],
    persons: { town: person, village: person, site: person },
    upkeep: { duties: `${world.word}每周巡查`, yearlyYuan: 2400 },
  }
  await officer('PUT', `/planning/waters/${waterId}/plan`, { seenVersion: 1, content })
  await officer('POST', `/planning/plans/${planId}/steps`, { step: 'submit', seenVersion: 2 })
  const approval = { step: 'approve', seenVersion: 2, reference: `${world.word}批复` }
  await officer('POST', `/planning/plans/${planId}/steps`, approval)
  const days = { number: 1, startsOn: '2026-11-01', endsOn: '2027-11-01', contractor: `${world.word}建设公司` }
  const works = await officer('POST', `/works/waters/${waterId}/schedule`, { measures: [days] })
  const { measures } = works['schedule'] as { measures: { id: string }[] } // the contract's answer
  const scheduledMeasureId = measures[0]?.id ?? ''
  await officer('POST', `/works/waters/${waterId}/start`, { startedOn: '2026-11-01' })
  const reportId = uuidv7(Date.now())
  await officer('PUT', `/works/measures/${scheduledMeasureId}/reports/${reportId}`, {
    onDay: '2026-11-01',
    doneQuantity: 1,
    note: `${world.word}进场`,
    photos: [attachmentId],
  })
  const ask = { organisationId, subject: 'funds', ask: `${world.word}资金落实`, dueOn: '2099-01-01' }
  const part = await officer('POST', `/works/waters/${waterId}/parts`, ask)
  return { scheduledMeasureId, reportId, partId: String(part['id']) }
}
