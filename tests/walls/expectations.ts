import type { Role } from '../../src/domain/permissions.ts'
import { tileAt } from '../../src/waters/cells.ts'
import type { Ask } from './platform.ts'
import type { Known } from './worlds.ts'

/** One letter for each role, so that a row of the table says for every role whether it passes. */
export const letters = {
  administrator: 'A',
  'municipal-officer': 'M',
  'county-officer': 'C',
  'town-chief': 'T',
  'village-chief': 'V',
  operator: 'O',
  'monitoring-agency': 'L',
  expert: 'E',
  department: 'D',
  auditor: 'U',
} as const satisfies Record<Role, string>

/** What is expected of one door of the product. */
export type Expectation = {
  /** Letters of the roles that pass the first wall; all others get 403, nobody at all gets 401. `anyone` needs no session. */
  readonly who: string
  /** Hands out secrets, so that a token does not pass even for its holder. */
  readonly personOnly?: true
  /** Ends the session it is called with. */
  readonly endsSession?: true
  /**
   * Every way to name something of a world at this door. Asked about a foreign world and about one of which nothing exists, the answers
   * must not differ; asked again after foreign worlds grew, they must not have changed.
   */
  readonly asks: (known: Known) => readonly Ask[]
  /** Why two answers of this door differ although neither tells anything; that foreign growth changes nothing holds all the same. */
  readonly incomparable?: string
  /** Each answer names the moment it was made: of foreign growth only foreign marks in it can tell. */
  readonly namesItsMoment?: true
}

const all = 'AMCTVOLEDU'
const officers = 'MC'
const cityAdministration = 'AM'
const accountManagers = 'AC'
const peopleReaders = 'AMCTU'
const surveyors = 'MCTV'
const samplers = 'MCTVOL'
const recorders = 'MCT'
const verifiers = 'MCTVE'
const answerers = 'MCTVOLED'
const exporters = 'MCTDU'
const ledgerReaders = 'MCU'

const funders = 'MCD'

const reason = '核对后更正'
const get = (...paths: readonly string[]): readonly Ask[] => paths.map(path => ({ method: 'GET', path }))
const send = (method: string, path: string, body?: unknown): readonly Ask[] => [
  { method, path, ...(body === undefined ? {} : { body }) },
]
const text = encodeURIComponent
const hamlet = (regionCode: string, word: string) => ({ sort: 'settlement', name: `${word}组`, regionCode, people: 77 })
const emptyPlan = { presentState: '', causes: [], measures: [], funding: [], persons: {} }
const emptyCase = {
  title: '外来案例',
  placeText: '',
  functions: [],
  presentState: '',
  causes: [],
  causesText: '',
  measures: [],
  measuresText: '',
  outcome: { text: '' },
  lessons: '',
  pictures: [],
}
/** A cursor that somebody made up, with the id of something that is not theirs. */
const forged = (...keys: readonly unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url')
const visitPlan = { phase: 'after', role: 'county', visitor: { organisation: '某核查组' }, dueOn: '2099-01-01' }
const moneySaid = { source: 'county', on: '2026-11-01', documentNumber: '一号' }
const assigning = { fromOn: '2026-11-01', reason }
const early = '2020-01-01T00:00:00.000Z'
const late = '2099-01-01T00:00:00.000Z'

const county = ({ region }: Known) => region.slice(0, 6)
const place = ({ longitude, latitude }: Known) => ({ position: { longitude, latitude }, coordinateSource: 'cgcs2000' })
const values = (known: Known) => ({
  name: `${known.word}塘`,
  type: 'pond',
  regionCode: known.region,
  areaM2: 1234,
  ...place(known),
})
const outline = ({ longitude, latitude }: Known) => ({
  type: 'Polygon',
  coordinates: [
    [
      [longitude, latitude],
      [longitude + 0.0003, latitude],
      [longitude, latitude + 0.0003],
      [longitude, latitude],
    ],
  ],
})
const classification = (evidence: object) => ({
  causes: [{ causeId: 'sediment', sharePercent: 100, evidence: { text: reason, ...evidence } }],
  statements: {},
})
const filters = (known: Known): readonly string[] => [
  `county=${county(known)}`,
  `region=${known.region}`,
  `search=${text(known.word)}`,
  `search=${known.code}`,
  `search=${text(known.number)}`,
]
const tiles = ({ longitude, latitude }: Known, zooms: readonly number[]): readonly string[] =>
  zooms.map(zoom => {
    const { z, x, y } = tileAt(longitude, latitude, zoom)
    return `/tiles/waters/${z}/${x}/${y}.mvt`
  })

/** A file that names a world's water in each way there is. */
const readingsNaming = ({ code, word, number }: Known) =>
  Buffer.from(
    [
      '水体编号,水体名称,采样时间,氨氮(mg/L)',
      `${code},,2026-11-02,3`,
      `,${word}塘00,2026-11-02,3`,
      `${number},,2026-11-02,3`,
    ].join('\n'),
  )

const namingDuty = (holder: { readonly name: string; readonly organisation: string; readonly accountId?: string }) => ({
  level: 'village',
  holder,
  fromOn: '2026-01-01',
})

/** A bundle of a world's division, and one of the caller's own that names its water. */
const bundleAsks = (path: string, { region, waterId }: Known) => [
  ...send('POST', path, { name: '试算', regionCode: region, ownYuan: 1000, goal: 'area' }),
  ...send('POST', path, {
    name: '试算',
    regionCode: '500231000000',
    ownYuan: 1000,
    goal: 'area',
    mustInclude: [waterId],
  }),
]

/** All doors, without exception: a test compares the names with the OpenAPI document. */
export const expectations = {
  // platform
  'GET /settings': { who: 'anyone', asks: () => get('/settings') },
  'GET /facts': {
    who: ledgerReaders,
    asks: known =>
      get(
        '/facts?limit=200',
        `/facts?subject=${known.waterId}`,
        `/facts?subject=${known.accountId}`,
        `/facts?actor=${known.accountId}`,
        `/facts?region=${known.region}`,
        `/facts?group=without-sign-ins&subject=${known.accountId}`,
        `/facts?limit=3&cursor=${forged(late, known.waterId)}`,
        `/facts?limit=3&cursor=${forged(early, known.waterId)}`,
      ),
  },
  'GET /fact-kinds': { who: ledgerReaders, asks: () => get('/fact-kinds') },
  'GET /facts/check': { who: ledgerReaders, asks: () => get('/facts/check') },
  'GET /facts/export': {
    who: ledgerReaders,
    incomparable: 'names its own moment',
    namesItsMoment: true,
    asks: () => get('/facts/export'),
  },
  // Published on purpose: the last hash of each chain and how many facts it has.
  'GET /ledger': { who: 'anyone', incomparable: 'public', asks: () => get('/ledger') },
  'GET /ledger/roots.json': {
    who: 'anyone',
    incomparable: 'public',
    asks: () => get('/ledger/roots.json'),
  },
  'GET /ledger/verify.html': { who: 'anyone', asks: () => get('/ledger/verify.html') },
  'GET /given-up-jobs': {
    who: 'A',
    asks: known => get('/given-up-jobs', `/given-up-jobs?limit=1&cursor=${forged(late, known.jobId)}`),
  },
  'POST /given-up-jobs/:id/retry': { who: 'A', asks: ({ jobId }) => send('POST', `/given-up-jobs/${jobId}/retry`) },
  'POST /given-up-jobs/:id/dismissal': {
    who: 'A',
    asks: ({ jobId }) => send('POST', `/given-up-jobs/${jobId}/dismissal`, { reason }),
  },
  // people
  'POST /session': {
    who: 'anyone',
    asks: ({ username }) => send('POST', '/session', { username, password: 'Wrong#2026-jiuqing' }),
  },
  'GET /session': { who: all, asks: () => get('/session') },
  'DELETE /session': { who: 'anyone', endsSession: true, asks: () => send('DELETE', '/session') },
  'POST /session/password': {
    who: all,
    personOnly: true,
    asks: () => send('POST', '/session/password', { oldPassword: 'Wrong#2026', newPassword: 'weak' }),
  },
  'GET /password-rules': { who: 'anyone', asks: () => get('/password-rules') },
  'GET /roles': { who: all, asks: () => get('/roles') },
  'GET /organisations': {
    who: peopleReaders,
    asks: known =>
      get(
        '/organisations?limit=200',
        `/organisations?region=${known.region}`,
        `/organisations?search=${text(known.word)}`,
        `/organisations?limit=2&cursor=${forged(known.region, known.word)}`,
      ),
  },
  'POST /organisations': {
    who: accountManagers,
    asks: ({ region, word }) =>
      send('POST', '/organisations', { name: `${word}村委会0`, kind: 'village-committee', regionCode: region }),
  },
  'GET /accounts': {
    who: peopleReaders,
    asks: known =>
      get(
        '/accounts?limit=200',
        `/accounts?region=${known.region}`,
        `/accounts?search=${text(known.word)}`,
        `/accounts?search=${known.username}`,
        `/accounts?organisation=${known.organisationId}`,
        `/accounts?limit=2&cursor=${forged(known.username)}`,
      ),
  },
  'GET /accounts/:id': { who: peopleReaders, asks: ({ accountId }) => get(`/accounts/${accountId}`) },
  'POST /accounts': {
    who: accountManagers,
    personOnly: true,
    asks: ({ region, organisationId }) =>
      send('POST', '/accounts', {
        username: 'intruder',
        displayName: '外人',
        role: 'village-chief',
        organisationId,
        regionCode: region,
      }),
  },
  'PATCH /accounts/:id': {
    who: accountManagers,
    asks: ({ accountId }) => send('PATCH', `/accounts/${accountId}`, { displayName: '改名', reason }),
  },
  'POST /accounts/:id/password-reset': {
    who: accountManagers,
    personOnly: true,
    asks: ({ accountId }) => send('POST', `/accounts/${accountId}/password-reset`),
  },
  'POST /accounts/:id/disable': {
    who: accountManagers,
    asks: ({ accountId }) => send('POST', `/accounts/${accountId}/disable`, { reason }),
  },
  'POST /accounts/:id/enable': {
    who: accountManagers,
    asks: ({ accountId }) => send('POST', `/accounts/${accountId}/enable`, { reason }),
  },
  'POST /accounts/:id/handover': {
    who: accountManagers,
    asks: ({ accountId, organisationId }) => [
      ...send('POST', `/accounts/${accountId}/handover`, { toAccountId: accountId, reason }),
      ...send('POST', `/accounts/${accountId}/handover`, { toAccountId: organisationId, reason }),
    ],
  },
  'GET /accounts/:id/open-work': {
    who: accountManagers,
    asks: ({ accountId }) =>
      get(`/accounts/${accountId}/open-work`, `/accounts/${accountId}/open-work?toAccountId=${accountId}`),
  },
  'GET /handovers/:id': { who: accountManagers, asks: ({ handoverId }) => get(`/handovers/${handoverId}`) },
  'POST /accounts/import': {
    who: accountManagers,
    personOnly: true,
    asks: ({ word }) => send('POST', '/accounts/import?dryRun=true', Buffer.from(`姓名,用户名\n${word},x`)),
  },
  'GET /accounts/template.xlsx': { who: accountManagers, asks: () => get('/accounts/template.xlsx') },
  'GET /tokens': { who: all, asks: () => get('/tokens') },
  'POST /tokens': {
    who: all,
    personOnly: true,
    asks: () => send('POST', '/tokens', { label: '长', permissions: ['water.read'], expiresInDays: 3650 }),
  },
  'DELETE /tokens/:id': { who: all, asks: ({ tokenId }) => send('DELETE', `/tokens/${tokenId}`) },
  // places: divisions are public, the names that counties register for themselves are theirs
  'GET /places': { who: all, incomparable: 'public', asks: ({ town }) => get('/places', `/places?parent=${town}`) },
  'GET /places/:code': { who: all, incomparable: 'public', asks: ({ region }) => get(`/places/${region}`) },
  'GET /place-outlines': { who: all, asks: known => get(`/place-outlines?region=${county(known)}000000`) },
  'POST /places-imports': {
    who: cityAdministration,
    asks: ({ word, region }) =>
      send(
        'POST',
        '/places-imports?fileName=x.csv&edition=2024&dryRun=true',
        Buffer.from(`code,name\n${region},${word}`),
      ),
  },
  'GET /place-editions': { who: all, asks: () => get('/place-editions') },
  'GET /place-aliases': { who: all, asks: () => get('/place-aliases') },
  'POST /place-aliases': {
    who: officers,
    asks: ({ alias, town }) => send('POST', '/place-aliases', { name: alias, within: town, source: '文件' }),
  },
  'GET /place-names': { who: all, asks: () => get(`/place-names?county=${text('垫江县')}&town=${text('无此镇')}`) },
  'GET /place-zones': { who: all, asks: () => get('/place-zones') },
  'GET /place-zone-proposals': { who: all, asks: () => get('/place-zone-proposals') },
  'POST /place-zones': {
    who: cityAdministration,
    asks: ({ town }) => send('POST', '/place-zones', { code: '500174', name: '外区', source: '文件', towns: [town] }),
  },
  'PATCH /place-zones/:code': {
    who: cityAdministration,
    asks: ({ town }) => send('PATCH', '/place-zones/500199', { towns: [town], reason }),
  },
  // waters
  'GET /waters': {
    who: all,
    asks: known =>
      get(
        '/waters?limit=500',
        ...['name', 'area', 'since', 'updated'].map(sort => `/waters?limit=2&sort=${sort}`),
        ...filters(known).map(filter => `/waters?${filter}`),
        `/waters?limit=1&cursor=${forged('code', known.code, known.waterId, '1', 'exact')}`,
        `/waters?limit=1&sort=name&cursor=${forged('name', known.word, known.waterId, '1', 'exact')}`,
      ),
  },
  'POST /waters': {
    who: recorders,
    asks: known => send('POST', '/waters', { values: values(known), acceptDoubts: true }),
  },
  'POST /waters/check': {
    who: recorders,
    asks: known => send('POST', '/waters/check', { values: values(known), geometry: outline(known) }),
  },
  'GET /waters/:id': { who: all, asks: ({ waterId }) => get(`/waters/${waterId}`) },
  'GET /water-codes/:code': { who: all, asks: ({ code }) => get(`/water-codes/${code}`) },
  'PATCH /waters/:id': {
    who: recorders,
    asks: ({ waterId }) =>
      send('PATCH', `/waters/${waterId}`, {
        expectedVersion: 1,
        changes: { areaM2: 2500 },
        reason,
        acceptDoubts: true,
      }),
  },
  'PUT /waters/:id/geometry': {
    who: recorders,
    asks: known =>
      send('PUT', `/waters/${known.waterId}/geometry`, { expectedVersion: 1, geometry: outline(known), reason }),
  },
  'GET /waters/:id/history': {
    who: all,
    asks: ({ waterId }) =>
      get(`/waters/${waterId}/history`, `/waters/${waterId}/history?cursor=${forged(late, waterId)}`),
  },
  'POST /waters/:id/numbers': {
    who: recorders,
    asks: ({ waterId, number }) =>
      send('POST', `/waters/${waterId}/numbers`, { issuer: '生态环境局', number, issuedOn: '2026-11-01' }),
  },
  'PUT /waters/:id/colour': {
    who: officers,
    asks: ({ waterId }) => send('PUT', `/waters/${waterId}/colour`, { colour: 'green', reason, expectedVersion: 1 }),
  },
  'GET /waters/:id/duplicates': { who: all, asks: ({ waterId }) => get(`/waters/${waterId}/duplicates`) },
  'POST /waters/:id/split': {
    who: officers,
    asks: known =>
      send('POST', `/waters/${known.waterId}/split`, {
        expectedVersion: 1,
        parts: [1, 2].map(() => ({ values: values(known), share: 0.5 })),
        why: 'recorded-as-one',
        reason,
      }),
  },
  'POST /waters/:id/merger': {
    who: officers,
    asks: ({ waterId, otherWaterId }) =>
      send('POST', `/waters/${waterId}/merger`, {
        expectedVersion: 1,
        merged: [{ id: otherWaterId, expectedVersion: 1 }],
        why: 'same-water',
        reason,
      }),
  },
  'GET /waters/:id/sources': { who: all, asks: ({ waterId }) => get(`/waters/${waterId}/sources`) },
  'PUT /sources/:id': {
    who: recorders,
    asks: ({ sourceId, waterId }) =>
      send('PUT', `/sources/${sourceId}`, { values: { kind: 'outlet', name: '排口' }, waterIds: [waterId], reason }),
  },
  'POST /sources/:id/removal': {
    who: recorders,
    asks: ({ sourceId }) => send('POST', `/sources/${sourceId}/removal`, { reason }),
  },
  'PUT /waters/:id/attachments/:attachmentId': {
    who: recorders,
    asks: ({ waterId, attachmentId, sha256 }) =>
      send('PUT', `/waters/${waterId}/attachments/${attachmentId}?name=a.png&sha256=${sha256}`, Buffer.from('PNG')),
  },
  'GET /waters/:id/attachments/:attachmentId': {
    who: all,
    asks: ({ waterId, attachmentId }) =>
      get(...['file', 'inline', 'thumbnail'].map(as => `/waters/${waterId}/attachments/${attachmentId}?as=${as}`)),
  },
  'POST /waters/:id/attachments/:attachmentId/removal': {
    who: recorders,
    asks: ({ waterId, attachmentId }) =>
      send('POST', `/waters/${waterId}/attachments/${attachmentId}/removal`, { reason }),
  },
  'GET /tiles/waters/:z/:x/:y.mvt': {
    who: all,
    incomparable: 'two tiles hold different waters of one’s own',
    asks: known => get(...tiles(known, [0, 4, 8, 10, 11, 12, 14, 16, 20])),
  },
  'GET /waters/export': {
    who: exporters,
    asks: known =>
      get(
        ...['csv', 'geojson'].map(format => `/waters/export?format=${format}`),
        ...['xlsx', 'gpkg'].map(format => `/waters/export?format=${format}`),
        ...filters(known).map(filter => `/waters/export?format=csv&${filter}`),
      ),
  },
  'GET /waters/:id/sheet': { who: all, asks: ({ waterId }) => get(`/waters/${waterId}/sheet`) },
  'GET /waters/:id/sheet/document': {
    who: all,
    namesItsMoment: true,
    // The same content as a PDF cannot be searched, and takes longest of all answers to write.
    asks: ({ waterId }) => get(`/waters/${waterId}/sheet/document?format=docx`),
  },
  // monitoring
  'PUT /monitoring/readings/:id': {
    who: samplers,
    asks: ({ readingId, waterId }) =>
      send('PUT', `/monitoring/readings/${readingId}`, {
        waterId,
        takenAt: '2026-11-02T08:00:00+08:00',
        sample: { dissolvedOxygen: { value: 1.3 } },
      }),
  },
  'POST /monitoring/reading-imports': {
    who: samplers,
    asks: known => send('POST', `/monitoring/reading-imports?fileName=a.csv&dryRun=true`, readingsNaming(known)),
  },
  'POST /monitoring/reading-imports/answer': {
    who: samplers,
    incomparable:
      'gives back the file that was sent, with columns as wide as its texts; what it says of them is said by the import itself',
    asks: known => send('POST', `/monitoring/reading-imports/answer?fileName=a.csv`, readingsNaming(known)),
  },
  'GET /monitoring/readings/:id': { who: all, asks: ({ readingId }) => get(`/monitoring/readings/${readingId}`) },
  'GET /monitoring/readings': {
    who: all,
    asks: known =>
      get(
        '/monitoring/readings',
        `/monitoring/readings?waterId=${known.waterId}`,
        `/monitoring/readings?county=${county(known)}`,
        '/monitoring/readings?limit=1',
        `/monitoring/readings?cursor=${forged(late, known.readingId)}`,
      ),
  },
  // works
  'POST /works/visits': {
    who: verifiers,
    asks: ({ waterId }) => send('POST', '/works/visits', { waterId, ...visitPlan }),
  },
  'GET /works/visits': {
    who: all,
    asks: ({ region, waterId, visitId, sampleId }) =>
      get(
        '/works/visits',
        `/works/visits?region=${region}`,
        `/works/visits?water=${waterId}`,
        `/works/visits?sample=${sampleId}`,
        `/works/visits?state=done&limit=1`,
        `/works/visits?cursor=${forged('2099-01-01', visitId)}`,
      ),
  },
  'GET /works/visits/:id': { who: all, asks: ({ visitId }) => get(`/works/visits/${visitId}`) },
  'POST /works/visits/:id/record': {
    who: verifiers,
    asks: ({ visitId }) =>
      send('POST', `/works/visits/${visitId}/record`, {
        handbook: '2020-01-01',
        visitedOn: '2026-11-01',
        answers: [],
      }),
  },
  'POST /works/visits/:id/cancellation': {
    who: verifiers,
    asks: ({ visitId }) => send('POST', `/works/visits/${visitId}/cancellation`, { reason }),
  },
  'PUT /works/waters/:id/photos/:attachmentId': {
    who: answerers,
    asks: ({ waterId, attachmentId, sha256 }) =>
      send('PUT', `/works/waters/${waterId}/photos/${attachmentId}?name=x.png&sha256=${sha256}`, Buffer.from('no')),
  },
  'GET /works/rectifications': {
    who: all,
    asks: ({ region, waterId, visitId, rectificationId }) =>
      get(
        '/works/rectifications',
        `/works/rectifications?region=${region}`,
        `/works/rectifications?water=${waterId}`,
        `/works/rectifications?visit=${visitId}`,
        '/works/rectifications?state=unsettled&limit=1',
        `/works/rectifications?cursor=${forged(late, rectificationId)}`,
      ),
  },
  'POST /works/rectifications/:id/steps': {
    who: answerers,
    asks: ({ rectificationId }) =>
      send('POST', `/works/rectifications/${rectificationId}/steps`, { step: 'reassign', reason }),
  },
  'POST /works/samples': {
    who: verifiers,
    asks: ({ region }) => send('POST', '/works/samples', { regionCode: region, size: 1000 }),
  },
  'GET /works/samples': {
    who: all,
    asks: ({ sampleId }) => get('/works/samples', '/works/samples?limit=1', `/works/samples?cursor=${sampleId}`),
  },
  'GET /works/samples/:id': { who: all, asks: ({ sampleId }) => get(`/works/samples/${sampleId}`) },
  'POST /works/samples/:id/visits': {
    who: verifiers,
    asks: ({ sampleId }) => send('POST', `/works/samples/${sampleId}/visits`, visitPlan),
  },
  'GET /works/progress': {
    who: all,
    asks: ({ region, waterId }) =>
      get(
        '/works/progress',
        '/works/progress?limit=1',
        '/works/progress?level=late',
        `/works/progress?region=${region}`,
        `/works/progress?limit=1&cursor=${forged('2020-01-01', waterId)}`,
      ),
  },
  'GET /works/progress/counts': {
    who: all,
    asks: ({ region }) => get('/works/progress/counts', `/works/progress/counts?region=${region}`),
  },
  'GET /works/progress/unscheduled': {
    who: all,
    asks: ({ region, waterId }) =>
      get(
        '/works/progress/unscheduled',
        '/works/progress/unscheduled?limit=1',
        `/works/progress/unscheduled?region=${region}`,
        `/works/progress/unscheduled?limit=1&cursor=${forged('2020-01-01T00:00:00Z', waterId)}`,
      ),
  },
  'GET /works/waters/:id/progress': { who: all, asks: ({ waterId }) => get(`/works/waters/${waterId}/progress`) },
  'POST /works/waters/:id/schedule': {
    who: officers,
    asks: ({ waterId }) =>
      send('POST', `/works/waters/${waterId}/schedule`, {
        measures: [{ number: 1, startsOn: '2026-11-01', endsOn: '2026-12-01' }],
      }),
  },
  'POST /works/measures/:id/adjustments': {
    who: officers,
    asks: ({ scheduledMeasureId }) =>
      send('POST', `/works/measures/${scheduledMeasureId}/adjustments`, { seenVersion: 1, quantity: 9, reason }),
  },
  'PUT /works/measures/:id/reports/:reportId': {
    who: recorders,
    asks: ({ scheduledMeasureId, reportId }) =>
      send('PUT', `/works/measures/${scheduledMeasureId}/reports/${reportId}`, {
        onDay: '2026-11-02',
        doneQuantity: 2,
      }),
  },
  'POST /works/waters/:id/start': {
    who: recorders,
    asks: ({ waterId }) => send('POST', `/works/waters/${waterId}/start`, { startedOn: '2026-11-01' }),
  },
  'POST /works/waters/:id/completion': {
    who: recorders,
    asks: ({ waterId }) => send('POST', `/works/waters/${waterId}/completion`, { completedOn: '2026-11-01' }),
  },
  'POST /works/waters/:id/parts': {
    who: officers,
    asks: ({ waterId, organisationId }) =>
      send('POST', `/works/waters/${waterId}/parts`, {
        organisationId,
        subject: 'funds',
        ask: '落实治理资金',
        dueOn: '2099-01-01',
      }),
  },
  'GET /works/parts': {
    who: all,
    asks: ({ region, partId }) =>
      get(
        '/works/parts',
        '/works/parts?state=owed&limit=1',
        '/works/parts?mine=true',
        `/works/parts?region=${region}`,
        `/works/parts?limit=1&cursor=${forged('2020-01-01', partId)}`,
      ),
  },
  'GET /works/parts/:id': { who: all, asks: ({ partId }) => get(`/works/parts/${partId}`) },
  'POST /works/parts/:id/steps': {
    who: all,
    asks: ({ partId }) => [
      ...send('POST', `/works/parts/${partId}/steps`, { step: 'sign', seenVersion: 1 }),
      ...send('POST', `/works/parts/${partId}/steps`, { step: 'withdraw', seenVersion: 1, reason }),
    ],
  },
  'PUT /works/waters/:id/part-files/:attachmentId': {
    who: 'D',
    asks: ({ waterId, attachmentId, sha256 }) =>
      send('PUT', `/works/waters/${waterId}/part-files/${attachmentId}?name=x.png&sha256=${sha256}`, Buffer.from('no')),
  },
  // acceptance
  'GET /acceptance/waters/:id': { who: all, asks: ({ waterId }) => get(`/acceptance/waters/${waterId}`) },
  'GET /acceptance/waters/:id/brief': { who: all, asks: ({ waterId }) => get(`/acceptance/waters/${waterId}/brief`) },
  'GET /acceptance/files': {
    who: all,
    asks: ({ region, waterId }) =>
      get(
        '/acceptance/files',
        `/acceptance/files?region=${region}`,
        '/acceptance/files?state=late&limit=1',
        '/acceptance/files?state=objected',
        `/acceptance/files?state=running&cursor=${forged('2099-01-01', waterId)}`,
      ),
  },
  'GET /acceptance/files/counts': {
    who: all,
    asks: ({ region }) => get('/acceptance/files/counts', `/acceptance/files/counts?region=${region}`),
  },
  'GET /acceptance/files/:id': { who: all, asks: ({ fileId }) => get(`/acceptance/files/${fileId}`) },
  'POST /acceptance/waters/:id/files': {
    who: recorders,
    asks: ({ waterId }) => send('POST', `/acceptance/waters/${waterId}/files`, {}),
  },
  'POST /acceptance/files/:id/decisions': {
    who: recorders,
    asks: ({ fileId }) => send('POST', `/acceptance/files/${fileId}/decisions`, { decision: 'accept', reason }),
  },
  'POST /acceptance/files/:id/notice': {
    who: recorders,
    asks: ({ fileId }) =>
      send('POST', `/acceptance/files/${fileId}/notice`, {
        startsOn: '2026-11-01',
        endsOn: '2026-11-30',
        place: reason,
      }),
  },
  'POST /acceptance/files/:id/objections': {
    who: recorders,
    asks: ({ fileId }) =>
      send('POST', `/acceptance/files/${fileId}/objections`, { receivedOn: '2026-11-01', text: reason }),
  },
  'POST /acceptance/objections/:id/answer': {
    who: recorders,
    asks: ({ objectionId }) =>
      send('POST', `/acceptance/objections/${objectionId}/answer`, { answer: reason, upheld: false }),
  },
  'POST /acceptance/waters/:id/measures': {
    who: recorders,
    asks: ({ waterId }) =>
      send('POST', `/acceptance/waters/${waterId}/measures`, { measureId: 'dredging', startsOn: '2026-11-01' }),
  },
  'POST /acceptance/measures/:id/withdrawal': {
    who: recorders,
    asks: ({ declaredId }) => send('POST', `/acceptance/measures/${declaredId}/withdrawal`, { reason }),
  },
  'GET /acceptance/files/:id/document': {
    namesItsMoment: true,
    who: all,
    asks: ({ fileId }) => get(`/acceptance/files/${fileId}/document?format=docx`),
  },
  'GET /works/colleagues': {
    who: verifiers,
    asks: ({ word, username }) =>
      get(
        '/works/colleagues',
        `/works/colleagues?search=${text(word)}`,
        `/works/colleagues?search=${username}`,
        '/works/colleagues?search=1390000',
      ),
  },
  // experts
  'GET /experts/board': { who: all, asks: ({ region }) => get('/experts/board', `/experts/board?region=${region}`) },
  'GET /experts/people/:id': {
    who: all,
    asks: ({ accountId, organisationId }) => get(`/experts/people/${accountId}`, `/experts/people/${organisationId}`),
  },
  'GET /experts/at-hand': {
    who: officers,
    asks: ({ region }) => get('/experts/at-hand', `/experts/at-hand?region=${region}`),
  },
  'GET /experts/waters': {
    who: all,
    asks: ({ region, waterId, accountId }) =>
      get(
        '/experts/waters',
        `/experts/waters?region=${region}`,
        `/experts/waters?expert=${accountId}`,
        '/experts/waters?gap=no-expert',
        '/experts/waters?gap=uncovered&phase=before&limit=1',
        // One division for both: another one would stand at another place of the list.
        `/experts/waters?cursor=${forged('500231102201', waterId)}`,
      ),
  },
  'GET /experts/waters/:id': { who: all, asks: ({ waterId }) => get(`/experts/waters/${waterId}`) },
  'GET /experts/assignments': {
    who: all,
    asks: ({ region, waterId, accountId, assignmentId }) =>
      get(
        '/experts/assignments',
        `/experts/assignments?region=${region}`,
        `/experts/assignments?water=${waterId}`,
        `/experts/assignments?expert=${accountId}`,
        '/experts/assignments?state=current&limit=1',
        `/experts/assignments?cursor=${forged(late, assignmentId)}`,
      ),
  },
  'POST /experts/assignments': {
    who: officers,
    asks: ({ waterId, region, accountId, organisationId }) => [
      ...send('POST', '/experts/assignments', { ...assigning, expert: { accountId }, to: { waterId } }),
      ...send('POST', '/experts/assignments', { ...assigning, expert: { organisationId }, to: { regionCode: region } }),
      ...send('POST', '/experts/assignments', {
        ...assigning,
        expert: { accountId },
        to: { regionCode: '500231000000' },
      }),
    ],
  },
  'POST /experts/assignments/:id/end': {
    who: officers,
    asks: ({ assignmentId }) =>
      send('POST', `/experts/assignments/${assignmentId}/end`, { untilOn: '2026-11-01', reason }),
  },
  'GET /experts/advice': {
    who: all,
    asks: ({ region, waterId, accountId, adviceId }) =>
      get(
        '/experts/advice',
        `/experts/advice?region=${region}`,
        `/experts/advice?water=${waterId}`,
        `/experts/advice?expert=${accountId}`,
        '/experts/advice?state=unsettled&limit=1',
        `/experts/advice?cursor=${forged(late, adviceId)}`,
        `/experts/advice?state=open&cursor=${forged('2099-01-01', adviceId)}`,
      ),
  },
  'POST /experts/advice': {
    who: 'E',
    asks: ({ waterId }) => send('POST', '/experts/advice', { waterId, phase: 'before', text: '外来的建议' }),
  },
  'POST /experts/advice/:id/answer': {
    who: officers,
    asks: ({ adviceId }) =>
      send('POST', `/experts/advice/${adviceId}/answer`, { adoption: 'adopted', reason, deed: '已办' }),
  },
  'POST /experts/advice/:id/steps': {
    who: 'E',
    asks: ({ adviceId }) => send('POST', `/experts/advice/${adviceId}/steps`, { step: 'close', reason }),
  },
  // survey
  'POST /survey/tasks': {
    who: officers,
    asks: ({ region }) =>
      send('POST', '/survey/tasks?dryRun=true', {
        title: '外来排查',
        regionCode: region,
        dueOn: '2027-01-01',
        villages: { filter: 'all' },
      }),
  },
  'GET /survey/tasks': {
    who: all,
    asks: ({ region, taskId }) =>
      get('/survey/tasks', `/survey/tasks?region=${region}`, '/survey/tasks?limit=1', `/survey/tasks?cursor=${taskId}`),
  },
  'GET /survey/tasks/:id': { who: all, asks: ({ taskId }) => get(`/survey/tasks/${taskId}`) },
  'PATCH /survey/tasks/:id': {
    who: officers,
    asks: ({ taskId }) => send('PATCH', `/survey/tasks/${taskId}`, { title: '改名的任务', reason }),
  },
  'GET /survey/tasks/:id/villages': { who: all, asks: ({ taskId }) => get(`/survey/tasks/${taskId}/villages`) },
  'PUT /survey/tasks/:id/villages/:villageCode': {
    who: surveyors,
    asks: ({ taskId, region }) =>
      send('PUT', `/survey/tasks/${taskId}/villages/${region}`, { state: 'done-none-found', surveyedOn: '2026-11-01' }),
  },
  'GET /survey/coverage': {
    who: all,
    asks: ({ region, taskId }) =>
      get(
        ...['county', 'town', 'village'].map(level => `/survey/coverage?level=${level}`),
        `/survey/coverage?level=village&region=${region}`,
        `/survey/coverage?level=village&taskId=${taskId}`,
      ),
  },
  'POST /survey/candidates': {
    who: surveyors,
    asks: ({ region, taskId, word }) => [
      ...send('POST', '/survey/candidates', {
        villageCode: region,
        name: `${word}沟`,
        type: 'ditch',
        source: 'villager',
      }),
      ...send('POST', '/survey/candidates?dryRun=true', {
        villageCode: region,
        taskId,
        name: `${word}沟`,
        type: 'ditch',
        source: 'villager',
      }),
    ],
  },
  'GET /survey/candidates': {
    who: all,
    asks: ({ region, candidateId }) =>
      get(
        '/survey/candidates',
        '/survey/candidates?bases=some',
        '/survey/candidates?limit=1',
        `/survey/candidates?region=${region}`,
        `/survey/candidates?cursor=${candidateId}`,
      ),
  },
  'POST /survey/candidates/:id/scope': {
    who: officers,
    asks: ({ candidateId }) =>
      send('POST', `/survey/candidates/${candidateId}/scope`, { inScope: false, reason, expectedVersion: 1 }),
  },
  'PUT /survey/senses/:id': {
    who: surveyors,
    asks: ({ sensesId, waterId }) =>
      send('PUT', `/survey/senses/${sensesId}`, {
        waterId,
        observedAt: '2026-11-02T08:00:00+08:00',
        colour: 'clear',
        odour: 0,
        finding: 'not-black-odorous',
      }),
  },
  'PUT /survey/questionnaires/:id': {
    who: surveyors,
    asks: ({ questionnaireId, waterId }) =>
      send('PUT', `/survey/questionnaires/${questionnaireId}`, { waterId, heldOn: '2026-11-01', valid: 30, black: 1 }),
  },
  'GET /survey/waters/:id/bases': { who: all, asks: ({ waterId }) => get(`/survey/waters/${waterId}/bases`) },
  'POST /survey-imports': {
    who: officers,
    incomparable: 'each upload is a new import of one’s own',
    asks: () =>
      send('POST', `/survey-imports?fileName=${text('空')}.csv`, Buffer.from(`不是名册 ${crypto.randomUUID()}`)),
  },
  'GET /survey-imports': {
    who: officers,
    asks: ({ importId }) => get('/survey-imports', '/survey-imports?limit=1', `/survey-imports?cursor=${importId}`),
  },
  'GET /survey-imports/:id': { who: officers, asks: ({ importId }) => get(`/survey-imports/${importId}`) },
  'GET /survey-imports/:id/rows': {
    who: officers,
    asks: ({ importId }) => get(`/survey-imports/${importId}/rows?show=all`),
  },
  'POST /survey-imports/:id/corrections': {
    who: officers,
    asks: ({ importId }) =>
      send('POST', `/survey-imports/${importId}/corrections`, { cells: [{ sheet: '表', cell: 'A1', text: '水塘' }] }),
  },
  'POST /survey-imports/:id/decisions': {
    who: officers,
    asks: ({ importId }) => send('POST', `/survey-imports/${importId}/decisions`, { position: 1, decision: 'skip' }),
  },
  'POST /survey-imports/:id/commit': {
    who: officers,
    asks: ({ importId }) => send('POST', `/survey-imports/${importId}/commit`, { partial: true }),
  },
  'POST /survey-imports/:id/retry': {
    who: officers,
    asks: ({ importId }) => send('POST', `/survey-imports/${importId}/retry`),
  },
  'POST /survey-imports/:id/cancellation': {
    who: officers,
    asks: ({ importId }) => send('POST', `/survey-imports/${importId}/cancellation`),
  },
  'GET /survey-imports/:id/answer': {
    who: officers,
    asks: ({ importId }) => get(`/survey-imports/${importId}/answer`),
  },
  'GET /survey-templates/:name': { who: all, asks: () => get('/survey-templates/survey') },
  // duties
  'GET /duties/waters/:id': { who: all, asks: ({ waterId }) => get(`/duties/waters/${waterId}`) },
  'POST /duties/waters/:id': {
    who: recorders,
    asks: ({ waterId, accountId, word }) => [
      ...send('POST', `/duties/waters/${waterId}`, namingDuty({ name: word, organisation: word })),
      ...send('POST', `/duties/waters/${waterId}`, namingDuty({ name: word, organisation: word, accountId })),
    ],
  },
  'POST /duties/:id/end': {
    who: recorders,
    asks: ({ waterId }) => send('POST', `/duties/${waterId}/end`, { untilOn: '2026-01-01', reason }),
  },
  'GET /duties/:id/same-person': {
    who: recorders,
    asks: ({ waterId, region }) =>
      get(`/duties/${waterId}/same-person`, `/duties/${waterId}/same-person?region=${region}`),
  },
  'POST /duties/:id/replace': {
    who: recorders,
    asks: ({ waterId, region, word }) => {
      const { holder, fromOn } = namingDuty({ name: word, organisation: word })
      return (['one', 'person'] as const).flatMap(scope =>
        send('POST', `/duties/${waterId}/replace`, { holder, fromOn, reason, scope, region }),
      )
    },
  },
  'GET /duties/waters': {
    who: all,
    asks: ({ region, waterId }) =>
      get(
        '/duties/waters',
        '/duties/waters?lacks=none&limit=1',
        `/duties/waters?lacks=town&region=${region}`,
        // One division for both: another one would stand at another place of the list.
        `/duties/waters?lacks=none&cursor=${forged('500231102201', waterId)}`,
      ),
  },
  'GET /duties/counts': { who: all, asks: ({ region }) => get('/duties/counts', `/duties/counts?region=${region}`) },
  'POST /duties/import': {
    who: recorders,
    asks: ({ code, word }) =>
      send(
        'POST',
        '/duties/import?dryRun=true',
        Buffer.from(`水体编号,级别,姓名,单位,起始日期\n${code},村级,${word},${word}村委会,2026-01-01`),
      ),
  },
  'GET /duties/template.xlsx': { who: recorders, asks: () => get('/duties/template.xlsx') },
  // surroundings
  'GET /surroundings': {
    who: all,
    asks: ({ region, word, surroundingId }) =>
      get(
        '/surroundings',
        `/surroundings?region=${region}&sort=facility`,
        `/surroundings?search=${text(word)}`,
        `/surroundings?limit=1&cursor=${forged('500000000000', surroundingId)}`,
      ),
  },
  'GET /surroundings/counts': {
    who: all,
    asks: ({ region }) => get('/surroundings/counts', `/surroundings/counts?region=${region}`),
  },
  'GET /surroundings/:id': { who: all, asks: ({ surroundingId }) => get(`/surroundings/${surroundingId}`) },
  'POST /surroundings': {
    who: recorders,
    asks: ({ region, word }) => send('POST', '/surroundings', { values: hamlet(region, word) }),
  },
  'PUT /surroundings/:id': {
    who: recorders,
    asks: ({ surroundingId, region, word }) =>
      send('PUT', `/surroundings/${surroundingId}`, { values: hamlet(region, word), expectedVersion: 1, reason }),
  },
  'POST /surroundings/:id/remove': {
    who: recorders,
    asks: ({ surroundingId }) => send('POST', `/surroundings/${surroundingId}/remove`, { reason }),
  },
  'GET /surroundings/waters/:id': { who: all, asks: ({ waterId }) => get(`/surroundings/waters/${waterId}`) },
  'POST /surroundings/waters/:id/links': {
    who: recorders,
    asks: ({ waterId, surroundingId }) =>
      send('POST', `/surroundings/waters/${waterId}/links`, {
        surroundingId,
        kind: 'drains-into',
        sinceOn: '2026-01-01',
      }),
  },
  'POST /surroundings/waters/:id/declined': {
    who: recorders,
    asks: ({ waterId, surroundingId }) =>
      send('POST', `/surroundings/waters/${waterId}/declined`, { surroundingId, kind: 'drains-into' }),
  },
  'POST /surroundings/links/:id/end': {
    who: recorders,
    asks: ({ surroundingLinkId }) => send('POST', `/surroundings/links/${surroundingLinkId}/end`, { reason }),
  },
  'POST /surroundings/import': {
    who: recorders,
    asks: ({ region, word }) =>
      send(
        'POST',
        '/surroundings/import?dryRun=true',
        Buffer.from(`类别,名称,行政区划代码,人口\n聚居点,${word}组,${region},77`),
      ),
  },
  'GET /surroundings/template.xlsx': { who: recorders, asks: () => get('/surroundings/template.xlsx') },
  'GET /surroundings/export.xlsx': {
    who: exporters,
    asks: ({ region }) => get(`/surroundings/export.xlsx?region=${region}`),
  },
  // identification
  'GET /identification/standards': { who: all, asks: () => get('/identification/standards') },
  'POST /identification/waters/:id/judge': {
    who: officers,
    asks: ({ waterId }) => [
      ...send('POST', `/identification/waters/${waterId}/judge`, { dryRun: true }),
      ...send('POST', `/identification/waters/${waterId}/judge`, { dryRun: false, expectedVersion: 1 }),
    ],
  },
  'GET /identification/waters/:id/verdicts': {
    who: all,
    asks: ({ waterId }) => get(`/identification/waters/${waterId}/verdicts`),
  },
  'GET /identification/verdicts': {
    who: all,
    asks: ({ region, verdictId }) =>
      get(
        '/identification/verdicts',
        '/identification/verdicts?limit=1',
        '/identification/verdicts?latest=true',
        `/identification/verdicts?region=${region}`,
        `/identification/verdicts?cursor=${verdictId}`,
      ),
  },
  'GET /identification/verdicts/:id': {
    who: all,
    asks: ({ verdictId }) => get(`/identification/verdicts/${verdictId}`),
  },
  'GET /identification/verdicts/:id/replay': {
    who: all,
    asks: ({ verdictId }) => get(`/identification/verdicts/${verdictId}/replay`),
  },
  'POST /identification/judgements': {
    who: officers,
    asks: ({ region }) => send('POST', '/identification/judgements', { regionCode: region }),
  },
  'GET /identification/judgements': { who: all, asks: () => get('/identification/judgements') },
  'GET /identification/judgements/:id': {
    who: all,
    asks: ({ judgementId }) => get(`/identification/judgements/${judgementId}`),
  },
  'GET /identification/trial': {
    who: all,
    asks: ({ region }) =>
      get(
        '/identification/trial?standardId=rural-black-odorous-2019',
        `/identification/trial?standardId=rural-black-odorous-2019&region=${region}`,
      ),
  },
  'GET /identification/trial/stream': {
    who: all,
    asks: ({ region }) =>
      get(
        '/identification/trial/stream?standardId=rural-black-odorous-2019',
        `/identification/trial/stream?standardId=rural-black-odorous-2019&region=${region}`,
      ),
  },
  // planning
  'GET /planning/plans': {
    who: all,
    asks: ({ region, planId }) =>
      get(
        '/planning/plans',
        '/planning/plans?limit=1',
        '/planning/plans?state=draft',
        '/planning/plans?overdue=true',
        `/planning/plans?region=${region}`,
        `/planning/plans?limit=1&cursor=${forged(planId)}`,
      ),
  },
  'GET /planning/plans/counts': {
    who: all,
    asks: ({ region }) => get('/planning/plans/counts', `/planning/plans/counts?region=${region}`),
  },
  'GET /planning/plans/:id': { who: all, asks: ({ planId }) => get(`/planning/plans/${planId}`) },
  'GET /planning/plans/:id/versions/:version': {
    who: all,
    asks: ({ planId }) => get(`/planning/plans/${planId}/versions/1`, `/planning/plans/${planId}/versions/9`),
  },
  'GET /planning/waters/:id/plan': { who: all, asks: ({ waterId }) => get(`/planning/waters/${waterId}/plan`) },
  'GET /planning/waters/:id/plan/prefill': {
    who: officers,
    asks: ({ waterId }) => get(`/planning/waters/${waterId}/plan/prefill`),
  },
  'GET /planning/plans/:id/document': {
    who: all,
    namesItsMoment: true,
    asks: ({ planId }) => get(...['docx', 'pdf'].map(format => `/planning/plans/${planId}/document?format=${format}`)),
  },
  'GET /planning/annual-plans': {
    who: all,
    asks: ({ region }) =>
      get('/planning/annual-plans', '/planning/annual-plans?year=2027', `/planning/annual-plans?region=${region}`),
  },
  'POST /planning/annual-plans': {
    who: officers,
    asks: ({ region }) => send('POST', '/planning/annual-plans', { regionCode: region, year: 2027 }),
  },
  'GET /planning/annual-plans/:id': {
    who: all,
    asks: ({ annualPlanId }) => get(`/planning/annual-plans/${annualPlanId}`),
  },
  'GET /planning/annual-plans/:id/candidates': {
    who: officers,
    asks: ({ annualPlanId }) => get(`/planning/annual-plans/${annualPlanId}/candidates`),
  },
  'POST /planning/annual-plans/:id/changes': {
    who: officers,
    asks: ({ annualPlanId, waterId }) => [
      ...send('POST', `/planning/annual-plans/${annualPlanId}/changes`, { seenVersion: 1, redraw: true }),
      ...send('POST', `/planning/annual-plans/${annualPlanId}/changes`, { seenVersion: 1, takeIn: [waterId] }),
    ],
  },
  'POST /planning/annual-plans/:id/issue': {
    who: officers,
    asks: ({ annualPlanId }) =>
      send('POST', `/planning/annual-plans/${annualPlanId}/issue`, {
        seenVersion: 1,
        number: '2027-6',
        issuedOn: '2026-11-30',
      }),
  },
  'GET /planning/annual-plans/:id/document': {
    who: all,
    namesItsMoment: true,
    asks: ({ annualPlanId }) => get(`/planning/annual-plans/${annualPlanId}/document?format=docx`),
  },
  'PUT /planning/waters/:id/plan': {
    who: officers,
    asks: ({ waterId }) => send('PUT', `/planning/waters/${waterId}/plan`, { seenVersion: 1, content: emptyPlan }),
  },
  'POST /planning/plans/:id/steps': {
    who: all,
    asks: ({ planId }) => [
      ...send('POST', `/planning/plans/${planId}/steps`, { step: 'submit', seenVersion: 1 }),
      ...send('POST', `/planning/plans/${planId}/steps`, { step: 'approve', seenVersion: 1, reference: '2026-18' }),
    ],
  },
  'POST /planning/plans/:id/comments': {
    who: all,
    asks: ({ planId }) => send('POST', `/planning/plans/${planId}/comments`, { section: 'causes', text: '请核实' }),
  },
  // notices
  'GET /notices': {
    who: all,
    asks: ({ noticeId }) =>
      get(
        '/notices',
        '/notices?box=issued',
        '/notices?kind=guide',
        `/notices?box=issued&cursor=${forged('0', noticeId)}`,
      ),
  },
  'GET /notices/unread': { who: all, asks: () => get('/notices/unread') },
  'GET /notices/:id': { who: all, asks: ({ noticeId }) => get(`/notices/${noticeId}`) },
  'POST /notices': {
    who: officers,
    asks: ({ region, noticeId, word }) => [
      ...send('POST', '/notices', { kind: 'notice', title: `致${word}`, text: '外来', divisions: [region] }),
      ...send('POST', '/notices', {
        kind: 'notice',
        title: '替代',
        text: '外来',
        divisions: [region],
        replaces: noticeId,
      }),
    ],
  },
  'PUT /notices/files/:fileId': {
    who: officers,
    asks: ({ attachmentId }) =>
      send('PUT', `/notices/files/${attachmentId}?name=a.png&sha256=${'0'.repeat(64)}`, Buffer.from('no')),
  },
  'GET /notices/:id/files/:fileId': {
    who: all,
    asks: ({ noticeId, noticeFileId }) => get(`/notices/${noticeId}/files/${noticeFileId}`),
  },
  'POST /notices/:id/opening': { who: all, asks: ({ noticeId }) => send('POST', `/notices/${noticeId}/opening`) },
  'POST /notices/:id/confirmation': {
    who: all,
    asks: ({ noticeId }) => send('POST', `/notices/${noticeId}/confirmation`),
  },
  'POST /notices/:id/withdrawal': {
    who: officers,
    asks: ({ noticeId }) => send('POST', `/notices/${noticeId}/withdrawal`, { reason }),
  },
  // cases
  'GET /planning/waters/:id/similar-cases': {
    who: all,
    asks: ({ waterId }) => get(`/planning/waters/${waterId}/similar-cases`),
  },
  'GET /planning/waters/:id/case-draft': {
    who: officers,
    asks: ({ waterId }) => get(`/planning/waters/${waterId}/case-draft`),
  },
  'GET /planning/cases': {
    who: all,
    asks: ({ region, word, caseId }) =>
      get(
        '/planning/cases',
        '/planning/cases?state=draft',
        '/planning/cases?state=withdrawn',
        `/planning/cases?state=draft&region=${region}`,
        `/planning/cases?state=draft&search=${text(word)}`,
        `/planning/cases?limit=1&cursor=${forged(caseId)}`,
      ),
  },
  'POST /planning/cases': {
    who: officers,
    asks: ({ waterId }) => send('POST', '/planning/cases', { waterId, content: emptyCase }),
  },
  'GET /planning/cases/:id': { who: all, asks: ({ caseId }) => get(`/planning/cases/${caseId}`) },
  'PUT /planning/cases/:id': {
    who: officers,
    asks: ({ caseId }) => send('PUT', `/planning/cases/${caseId}`, { seenVersion: 1, content: emptyCase }),
  },
  'POST /planning/cases/:id/steps': {
    who: officers,
    asks: ({ caseId }) => [
      ...send('POST', `/planning/cases/${caseId}/steps`, { step: 'publish', seenVersion: 1 }),
      ...send('POST', `/planning/cases/${caseId}/steps`, { step: 'withdraw', seenVersion: 1, reason }),
    ],
  },
  'GET /planning/cases/:id/pictures/:sha256': {
    who: all,
    asks: ({ caseId, sha256 }) => get(`/planning/cases/${caseId}/pictures/${sha256}`),
  },
  'GET /planning/compendium/document': {
    who: all,
    asks: ({ caseId, word }) =>
      get(
        `/planning/compendium/document?format=docx&case=${caseId}`,
        `/planning/compendium/document?format=docx&search=${text(word)}`,
      ),
  },
  // funding
  'GET /funding/candidates': { who: funders, asks: ({ region }) => get(`/funding/candidates?region=${region}`) },
  'POST /funding/bundles/solve': { who: funders, asks: known => bundleAsks('/funding/bundles/solve', known) },
  'POST /funding/bundles': { who: funders, asks: known => bundleAsks('/funding/bundles', known) },
  'GET /funding/bundles': { who: all, asks: () => get('/funding/bundles') },
  'GET /funding/bundles/:id': { who: all, asks: ({ waterId }) => get(`/funding/bundles/${waterId}`) },
  'POST /funding/bundles/:id/remove': {
    who: funders,
    asks: ({ waterId }) => send('POST', `/funding/bundles/${waterId}/remove`, { reason }),
  },
  // money
  'GET /money/waters/:id': { who: all, asks: ({ waterId }) => get(`/money/waters/${waterId}`) },
  'GET /money/waters/:id/brief': { who: all, asks: ({ waterId }) => get(`/money/waters/${waterId}/brief`) },
  'PUT /money/waters/:id/entries/:entryId': {
    who: funders,
    asks: ({ waterId, moneyEntryId }) =>
      send('PUT', `/money/waters/${waterId}/entries/${moneyEntryId}`, { ...moneySaid, kind: 'spent', yuan: 9 }),
  },
  'PUT /money/waters/:id/exceptions/:entryId': {
    who: officers,
    asks: ({ waterId, moneyEntryId, attachmentId }) =>
      send('PUT', `/money/waters/${waterId}/exceptions/${moneyEntryId}`, {
        ...moneySaid,
        yuan: 9,
        reason,
        attachmentId,
      }),
  },
  'PUT /money/waters/:id/documents/:attachmentId': {
    who: funders,
    asks: ({ waterId, attachmentId, sha256 }) =>
      send('PUT', `/money/waters/${waterId}/documents/${attachmentId}?name=x.png&sha256=${sha256}`, Buffer.from('no')),
  },
  'POST /money/entries/:id/reversal': {
    who: funders,
    asks: ({ moneyEntryId }) => send('POST', `/money/entries/${moneyEntryId}/reversal`, { reason }),
  },
  'GET /money/entries': {
    who: all,
    asks: ({ region, waterId, moneyEntryId }) =>
      get(
        '/money/entries',
        `/money/entries?region=${region}`,
        `/money/entries?water=${waterId}`,
        '/money/entries?source=county&kind=spent&limit=1',
        `/money/entries?cursor=${forged('2099-01-01', moneyEntryId)}`,
      ),
  },
  'GET /money/balances': {
    who: all,
    asks: ({ region, waterId }) =>
      get(
        '/money/balances?state=excepted',
        '/money/balances?state=late&source=county',
        `/money/balances?state=excepted&region=${region}`,
        `/money/balances?state=excepted&limit=1&cursor=${forged('0001-01-01', waterId, 'county')}`,
      ),
  },
  'GET /money/board': {
    who: all,
    asks: ({ region, town }) => get('/money/board', `/money/board?region=${region}`, `/money/board?region=${town}`),
  },
  'GET /money/rewards': {
    who: all,
    asks: ({ region, rewardId }) =>
      get(
        '/money/rewards',
        `/money/rewards?region=${region}`,
        '/money/rewards?state=to-take-back',
        `/money/rewards?limit=1&cursor=${forged(rewardId)}`,
      ),
  },
  'POST /money/waters/:id/rewards': {
    who: officers,
    asks: ({ waterId, attachmentId }) =>
      send('POST', `/money/waters/${waterId}/rewards`, { documentNumber: '一号', attachmentId }),
  },
  'POST /money/rewards/:id/steps': {
    who: officers,
    asks: ({ rewardId }) => send('POST', `/money/rewards/${rewardId}/steps`, { step: 'cancel', reason }),
  },
  // register
  'GET /register/lists': { who: all, asks: ({ region }) => get('/register/lists', `/register/lists?region=${region}`) },
  'GET /register/disagreements': {
    who: all,
    asks: ({ region, waterId }) =>
      get(
        '/register/disagreements',
        `/register/disagreements?region=${region}`,
        `/register/disagreements?limit=1&cursor=${waterId}`,
      ),
  },
  'GET /register/waters/:id': { who: all, asks: ({ waterId }) => get(`/register/waters/${waterId}`) },
  'POST /register/waters/:id/list': {
    who: officers,
    asks: ({ waterId }) =>
      send('POST', `/register/waters/${waterId}/list`, { list: 'county', reason, expectedVersion: 1 }),
  },
  'POST /register/waters/:id/change-list': {
    who: officers,
    asks: ({ waterId }) =>
      send('POST', `/register/waters/${waterId}/change-list`, { list: 'county', reason, expectedVersion: 1 }),
  },
  'POST /register/waters/:id/transitions': {
    who: all,
    asks: ({ waterId }) =>
      send('POST', `/register/waters/${waterId}/transitions`, { transition: 'dismiss', reason, expectedVersion: 1 }),
  },
  // planning
  'GET /planning/waters/:id/classifications': {
    who: all,
    asks: ({ waterId }) => get(`/planning/waters/${waterId}/classifications`),
  },
  'POST /planning/waters/:id/classifications': {
    who: officers,
    asks: ({ waterId, sourceId, readingId, attachmentId }) => [
      ...send('POST', `/planning/waters/${waterId}/classifications`, classification({})),
      ...send('POST', `/planning/waters/${waterId}/classifications`, classification({ sourceIds: [sourceId] })),
      ...send('POST', `/planning/waters/${waterId}/classifications`, classification({ readingIds: [readingId] })),
      ...send('POST', `/planning/waters/${waterId}/classifications`, classification({ attachmentIds: [attachmentId] })),
    ],
  },
  'POST /planning/waters/:id/class': {
    who: officers,
    asks: ({ waterId, verdictId }) =>
      send('POST', `/planning/waters/${waterId}/class`, { waterClass: 'simple', reason, basedOn: verdictId }),
  },
  'POST /planning/waters/:id/measure-review': {
    who: all,
    asks: ({ waterId }) =>
      send('POST', `/planning/waters/${waterId}/measure-review`, { measures: [{ measureId: 'filling', quantity: 9 }] }),
  },
  // overview
  'GET /overview': { who: all, asks: ({ region }) => get('/overview', `/overview?region=${region}`) },
  'GET /overview/counties': {
    who: all,
    asks: ({ region }) => get('/overview/counties', `/overview/counties?region=${region}`),
  },
  'GET /overview/todo': { who: all, asks: () => get('/overview/todo') },

  // four-sames
  'GET /four-sames': {
    who: all,
    asks: ({ region }) => get('/four-sames', '/four-sames?year=2026', `/four-sames?regionCode=${region}`),
  },
  'GET /four-sames/waters': {
    who: all,
    asks: ({ region, waterId }) =>
      get(
        '/four-sames/waters',
        '/four-sames/waters?figure=plan-none&list=national',
        `/four-sames/waters?figure=plan-none&list=municipal&regionCode=${region}`,
        `/four-sames/waters?figure=stage&kind=listed&list=county&regionCode=${region}`,
        `/four-sames/waters?figure=plan-none&list=national&cursor=${forged('500000000000', waterId)}`,
      ),
  },
  'GET /four-sames/document': {
    who: all,
    namesItsMoment: true,
    asks: ({ region }) =>
      get('/four-sames/document?format=docx', `/four-sames/document?format=docx&regionCode=${region}`),
  },
} as const satisfies Readonly<Record<string, Expectation>>

export const doors: Readonly<Record<string, Expectation>> = expectations

/** What stands outside the OpenAPI document, with what it answers to anybody and why that tells nothing. */
export const outside: Readonly<Record<string, string>> = {
  '/': 'leads to the office',
  '/office': 'pages, scripts and styles, the same for everybody',
  '/api': 'describes the doors, from the code alone',
  '/api/openapi.json': 'describes the doors, from the code alone',
  '/healthz': 'that the process answers',
  '/readyz': 'that the database answers',
  '/metrics': 'counts of the whole platform: for the machine itself alone',
}
