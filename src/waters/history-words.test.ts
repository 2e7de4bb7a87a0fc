import { describe, expect, it } from 'vitest'
import { fileDecisionIds, fileStateIds, itemIds } from '../acceptance/rules.ts'
import { acceptanceStepIds } from '../policy/acceptance-schema.ts'
import { datePrecisions } from '../domain/dates.ts'
import { dutyLevelIds } from '../domain/duties.ts'
import { factLabels, type FactBodies, type FactKind } from '../domain/facts.ts'
import { stageIds, transitionIds } from '../domain/lifecycle.ts'
import { parameterIds, qualifierIds } from '../domain/parameters.ts'
import { permissionIds, roleIds } from '../domain/permissions.ts'
import type { FactBody, Told } from '../domain/told.ts'
import { supervisionListIds, waterTypeIds } from '../domain/waters.ts'
import type { Bilingual } from '../domain/words.ts'
import { rewardEvidenceIds, rewardStageIds, moneyKindIds, moneySourceIds } from '../policy/money-schemas.ts'
import { dutySourceIds } from '../duties/rules.ts'
import { noticeKindIds } from '../notices/rules.ts'
import { outcomeIds } from '../identification/contract.ts'
import { accountFields } from '../people/rules.ts'
import { planSectionIds } from '../planning/plans/rules.ts'
import { classOutcomeIds, waterClassIds } from '../planning/rules.ts'
import { policyAt } from '../policy/policy.ts'
import { standards } from '../standards/registry.ts'
import { linkKindIds, linkKinds, linkStateIds, surroundingSortIds } from '../surroundings/rules.ts'
import { colourIds, villageStateIds } from '../survey/contract.ts'
import { adoptionIds, adviceStateIds, adviceStepIds, assignmentScopeIds } from '../experts/rules.ts'
import { severityIds, visitPhaseIds, visitRoleIds } from '../policy/schemas.ts'
import { measureUnitIds } from '../policy/planning-schemas.ts'
import { partStepIds, partSubjectIds } from '../works/progress/parts/rules.ts'
import { scheduleStateIds } from '../works/progress/rules.ts'
import { rectificationStateIds, rectificationStepIds } from '../works/rules.ts'
import { tellFact } from './history-words.ts'
import {
  areaMethodIds,
  attachmentKindIds,
  basisIds,
  candidateSourceIds,
  coordinateSourceIds,
  fieldOfColumn,
  listWayIds,
  sourceKindIds,
  warningColourIds,
  waterFields,
  type WaterField,
} from './words.ts'

const on = '2026-11-23'
const place = '500231102000'
const telling = { placeName: (code: string) => (code === place ? '垫江县沙坪镇' : undefined), on }
const tell = (kind: FactKind, body: FactBody) => tellFact(kind, body, telling)

/** What people typed: Chinese letters in an English sentence come from here only. */
const typed = '甲乙'
const id = '0198a0b0-0000-7000-8000-000000000001'
const at = '2026-11-22T09:00:00.000Z'
const hash = 'a'.repeat(64)
const money = { entryId: id, yuan: 120_000, on, policyFrom: '2020-01-01', contentHash: hash }
const reward = { rewardId: id, number: 2, policyFrom: '2020-01-01', contentHash: hash }

const fieldValues: Record<WaterField, readonly unknown[]> = {
  name: [typed],
  type: waterTypeIds,
  regionCode: [place, '999999999999'],
  placeText: [typed],
  naturalVillages: [typed],
  areaM2: [2260.5],
  areaMethod: areaMethodIds,
  areaOn: [on],
  lengthM: [120],
  widthM: [3],
  depthCm: [40],
  startName: [typed],
  start: [{ start_longitude: 107.1, start_latitude: 30.2 }, 107.1, { start_longitude: null, start_latitude: null }],
  endName: [typed],
  end: [{ end_longitude: 107.1, end_latitude: 30.2 }, 30.2],
  position: [{ longitude: 107.1, latitude: 30.2 }, 30.2],
  coordinateSource: coordinateSourceIds,
  geometry: ['Point', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'].map(type => ({
    type,
    coordinates: [
      [107, 30],
      [108, 31],
    ],
  })),
  causes: [policyAt('causes', on).value.causes.map(cause => cause.id), []],
  causesText: [typed],
  completion: [
    { completion_text: typed, completion_on: on, completion_precision: 'month' },
    { completion_text: null, completion_on: null, completion_precision: null },
    ...datePrecisions,
    on,
  ],
  yearRound: [true, false],
  basis: basisIds,
  complaint: [true, false],
}

const factKinds = Object.keys(factLabels) as readonly FactKind[]

const visits = visitPhaseIds.flatMap(phase =>
  visitRoleIds.map(role => ({ visitId: id, phase, role, handbook: '2020-01-01' })),
)

const surroundingLinks = linkKindIds.map(kind => ({
  linkId: id,
  surroundingId: id,
  sort: linkKinds[kind].of,
  name: typed,
  kind,
}))

/** Bodies of every kind, with every value of every closed set in them: a new kind is asked for by the compiler. */
const bodies: { readonly [K in FactKind]: readonly FactBodies[K][] } = {
  'session.opened': [{ via: 'password' }],
  'session.refused': (['unknown', 'password', 'locked', 'disabled'] as const).map(why => ({ username: typed, why })),
  'session.closed': [{}],
  'organisation.created': [{ name: typed, regionCode: place }],
  'account.created': roleIds.map(role => ({ username: typed, role, regionCode: place, organisationId: id })),
  'account.changed': Object.keys(accountFields).map(field => ({ changed: [field], reason: typed })),
  'account.disabled': [{ reason: typed }],
  'account.enabled': [{ reason: typed }],
  'account.handed-over': [{ toAccountId: id, reason: typed, handoverId: id }],
  'password.reset': [{ by: 'administrator' }],
  'password.changed': [{}],
  'token.issued': [{ tokenId: id, label: typed, permissions: permissionIds, expiresAt: at }],
  'token.revoked': [{ tokenId: id }],
  'places.imported': [{ edition: '2023', added: 12_340, removed: 1, changed: 0, sha256: hash }],
  'place.alias-registered': [{ name: typed, within: place, source: typed }],
  'zone.registered': [{ zoneCode: place, name: typed, towns: [place] }],
  'zone.changed': [{ zoneCode: place, name: typed, joined: [place], left: [], reason: typed }],
  'water.recorded': candidateSourceIds.map(source => ({ source, values: { name: typed } })),
  'water.corrected': Object.keys(waterFields).flatMap(field =>
    fieldValues[field as WaterField].map(value => ({ changed: { [field]: { from: null, to: value } }, reason: typed })),
  ),
  'water.moved': [...transitionIds].flatMap(transition =>
    [...stageIds, 'none'].map(to => ({ transition, from: 'none', to, cycle: 2, values: { verdictId: id } })),
  ),
  'water.number-added': [{ issuer: typed, number: '2026-01', issuedOn: on }],
  'water.status-set': [...warningColourIds, ...[...warningColourIds, 'none'].map(colour => `policy:${colour}`)].map(
    colour => ({ colour, reason: typed }),
  ),
  'water.classified': classOutcomeIds.flatMap(ruleClass =>
    [undefined, ...waterClassIds].map(overrideClass => ({
      classificationId: id,
      ruleClass,
      shares: { sediment: 60, 'domestic-sewage': 40 },
      policyInForceFrom: on,
      recordHash: hash,
      ...(overrideClass === undefined ? {} : { overrideClass, reason: typed }),
    })),
  ),
  'source.recorded': sourceKindIds.map(kind => ({ sourceId: id, values: { kind, name: typed, reason: typed } })),
  'source.removed': [{ sourceId: id, reason: typed }],
  'attachment.added': attachmentKindIds.map(kind => ({ attachmentId: id, sha256: hash, bytes: 2_345_678, kind })),
  'attachment.removed': [{ attachmentId: id, reason: typed }],
  'duty.assigned': dutyLevelIds.flatMap(level =>
    dutySourceIds.map(source => ({ dutyId: id, level, fromOn: on, organisation: typed, source, accountId: id })),
  ),
  'duty.ended': dutyLevelIds.map(level => ({ dutyId: id, level, untilOn: on, reason: typed, replacedBy: id })),
  'reading.recorded': qualifierIds.map(qualifier => ({
    readingId: id,
    takenAt: at,
    sample: Object.fromEntries(parameterIds.map(parameter => [parameter, { value: 7.1, qualifier }])),
  })),
  'reading.imported': [{ importId: id, fileName: typed, sha256: hash, readings: 12, waterIds: [id] }],
  'survey.task-set': [{ taskId: id, villages: 9177, dueOn: on }],
  'survey.task-changed': [true, false].map(closed => ({ taskId: id, dueOn: on, closed, reason: typed })),
  'survey.village-reported': villageStateIds.map(outcome => ({ taskId: id, villageCode: place, outcome, found: 2 })),
  'survey.villages-reported': [{ taskId: id, villages: 300, withCandidates: 2, merkleRoot: hash }],
  'survey.scope-decided': [true, false].map(inScope => ({ inScope, reason: typed })),
  'survey.uploaded': [{ importId: id, fileName: typed, sha256: hash }],
  'survey.import-corrected': [{ importId: id, cells: ['A!B7', 'A!B8'] }],
  'survey.import-confirmed': [true, false].map(partial => ({ importId: id, partial })),
  'survey.import-cancelled': [{ importId: id }],
  'survey.import-retried': [{ importId: id }],
  'survey.imports-handed-over': [{ handoverId: id, toAccountId: id, importIds: [id] }],
  'survey.imported': [{ importId: id, rows: 8, created: 7, updated: 1, sha256: hash, merkleRoot: hash }],
  'survey.import-judged': [{ importId: id, identified: 1, cleared: 2, undecided: 3 }],
  'survey.basis-recorded': [
    ...colourIds.flatMap(colour =>
      outcomeIds.map(finding => ({ basis: 'senses', values: { id, colour, odour: 4, finding } })),
    ),
    { basis: 'senses', values: { id, colour: 'black', odour: null, finding: 'undecided' } },
    { basis: 'questionnaire', values: { id, valid: 40, black: 31 } },
  ],
  'judgement.started': standards.map(standard => ({ judgementId: id, standardId: standard.id, waters: 12 })),
  'verdict.given': standards.flatMap(standard =>
    outcomeIds.map(outcome => ({ verdictId: id, standardId: standard.id, outcome })),
  ),
  'works.visit-planned': visits.map(visit => ({ ...visit, dueOn: on, contentHash: hash })),
  'works.visit-recorded': visits.flatMap(visit =>
    [0, 1, 2].map(findings => ({ ...visit, visitedOn: on, findings, contentHash: hash })),
  ),
  'works.visit-cancelled': visits.map(visit => ({ ...visit, reason: typed })),
  'works.rectification-opened': severityIds.flatMap(severity =>
    ['after-no-odour', 'after-unknown'].map(itemId => ({
      rectificationId: id,
      visitId: id,
      handbook: '2020-01-01',
      itemId,
      severity,
      dueOn: on,
      contentHash: hash,
      ownerHash: hash,
    })),
  ),
  'works.rectification-moved': rectificationStepIds.flatMap(step =>
    rectificationStateIds.map(to => ({
      rectificationId: id,
      handbook: '2020-01-01',
      itemId: 'after-no-odour',
      number: 1,
      step,
      from: 'open',
      to,
      dueOn: on,
      reason: typed,
      contentHash: hash,
    })),
  ),
  'progress.scheduled': [
    {
      scheduleId: id,
      planId: id,
      planVersion: 3,
      state: 'scheduled',
      measures: [{ id, number: 1, measureId: 'septic-tank', planHash: hash, contentHash: hash }],
    },
  ],
  'progress.adjusted': [undefined, true, false].map(dropped => ({
    scheduleId: id,
    id,
    number: 1,
    measureId: 'septic-tank',
    version: 2,
    ...(dropped === undefined ? {} : { dropped }),
    from: { startsOn: on, endsOn: on, quantity: 3 },
    to: { startsOn: on, endsOn: '2027-01-31', quantity: 4 },
    reason: typed,
    contentHash: hash,
  })),
  'progress.moved': scheduleStateIds.map(to => ({ scheduleId: id, from: 'scheduled', to, startedOn: on })),
  'progress.reported': measureUnitIds.map(unit => ({
    reportId: id,
    id,
    number: 2,
    measureId: 'septic-tank',
    onDay: on,
    doneQuantity: 1.5,
    unit,
    ...(unit === 'm' ? { corrects: id } : {}),
    contentHash: hash,
  })),
  'progress.part-stepped': (['ask', ...partStepIds] as const).flatMap(step =>
    partSubjectIds.map(subject => ({
      partId: id,
      number: 2,
      organisationId: id,
      subject,
      step,
      to: 'filled',
      dueOn: on,
      reason: typed,
      ...(step === 'fill' ? { voids: hash } : {}),
      contentHash: hash,
    })),
  ),
  'works.sample-drawn': [{ sampleId: id, seed: '3f9a', size: 12, population: 160, contentHash: hash }],
  'acceptance.measure-declared': policyAt('measures', on).value.measures.map(({ id: measureId }) => ({
    declaredId: id,
    measureId,
    startsOn: on,
    contentHash: hash,
  })),
  'acceptance.measure-withdrawn': [{ declaredId: id, measureId: 'make-up-water', reason: typed }],
  'acceptance.submitted': acceptanceStepIds.map(step => ({
    fileId: id,
    cycle: 1,
    policyFrom: '2020-01-01',
    standardId: standards[0]!.id,
    snapshotHash: hash,
    contentHash: hash,
    step,
    dueOn: on,
  })),
  'acceptance.decided': [undefined, ...acceptanceStepIds].flatMap(step =>
    fileDecisionIds.flatMap(decision =>
      fileStateIds.map(to => ({
        fileId: id,
        number: 1,
        ...(step === undefined ? {} : { step }),
        decision,
        from: 'submitted',
        to,
        items: decision === 'refuse' ? itemIds : [],
        reason: typed,
        contentHash: hash,
      })),
    ),
  ),
  'acceptance.notice-begun': [{ fileId: id, noticeId: id, startsOn: on, endsOn: on, dueOn: on, contentHash: hash }],
  'acceptance.objection-recorded': [{ fileId: id, objectionId: id, receivedOn: on, contentHash: hash }],
  'acceptance.objection-answered': [true, false].map(upheld => ({
    fileId: id,
    objectionId: id,
    upheld,
    contentHash: hash,
  })),
  'expert.assigned': assignmentScopeIds.flatMap(scope =>
    [
      { accountId: id },
      { organisationId: id },
      { accountId: id, untilOn: on, aboveLimit: { waters: 16, most: 15 } },
    ].map(more => ({ assignmentId: id, scope, fromOn: on, reason: typed, ...more })),
  ),
  'expert.relieved': assignmentScopeIds.map(scope => ({ assignmentId: id, scope, untilOn: on, reason: typed })),
  'expert.advised': visitPhaseIds.flatMap(phase =>
    [{}, { measureId: 'septic-tank' }].map(more => ({ adviceId: id, phase, dueOn: on, contentHash: hash, ...more })),
  ),
  'expert.advice-moved': adviceStepIds.flatMap(step =>
    adviceStateIds.flatMap(to =>
      [{}, ...adoptionIds.map(adoption => ({ adoption }))].map(more => ({
        adviceId: id,
        phase: 'during',
        number: 1,
        step,
        from: 'open',
        to,
        dueOn: on,
        contentHash: hash,
        ...more,
      })),
    ),
  ),
  'bundle.saved': [
    { bundleId: id, waters: 54, investmentYuan: 226_000_000, awardYuan: 100_000_000, recordHash: hash },
    { bundleId: id, waters: 3, investmentYuan: 2_000_000, awardYuan: 0, recordHash: hash },
  ],
  'bundle.removed': [{ bundleId: id, reason: typed }],
  'money.entered': moneySourceIds.flatMap(source =>
    moneyKindIds.map(kind => ({ ...money, source, kind, ...(kind === 'spent' ? { measureId: 'septic-tank' } : {}) })),
  ),
  'money.exception-granted': moneySourceIds.map(source => ({ ...money, source, reason: typed })),
  'money.reversed': moneyKindIds.map(kind => ({ ...money, kind, source: 'county', reverses: id, reason: typed })),
  'money.reward-earmarked': supervisionListIds.map(list => ({ ...reward, list, source: 'county', yuan: 363_860 })),
  'money.reward-released': rewardStageIds.flatMap(stage =>
    [[], [...rewardEvidenceIds]].map(evidence => ({ ...reward, stage, yuan: 109_158, evidence })),
  ),
  'money.reward-taken-back': [{ ...reward, yuan: 109_158, reason: typed }],
  'money.reward-cancelled': [{ ...reward, reason: typed }],
  'solved-case.saved': [{ caseId: id, version: 3, contentHash: hash }],
  'solved-case.published': [{ caseId: id, version: 3, contentHash: hash, solvedOn: on, earlierRelapses: 0 }],
  'solved-case.withdrawn': [{ caseId: id, reason: typed }],
  'solved-case.outcome-changed': [
    { caseId: id, solvedOn: on, relapsedOn: on, earlierRelapses: 0 },
    { caseId: id, solvedOn: on, earlierRelapses: 1 },
    { caseId: id, earlierRelapses: 0 },
  ],
  'notice.issued': noticeKindIds.flatMap(noticeKind => [
    { noticeId: id, noticeKind, contentHash: hash },
    { noticeId: id, noticeKind, contentHash: hash, replyBy: on, replaces: id },
  ]),
  'notice.file-added': [{ fileId: id, sha256: hash, bytes: 9, recordHash: hash }],
  'notice.withdrawn': [{ noticeId: id, reason: typed }],
  'surroundings.recorded': surroundingSortIds.flatMap(sort =>
    [1, 2].map(version => ({ version, values: { sort, name: typed }, source: 'form', reason: typed })),
  ),
  'surroundings.removed': [{ version: 2, name: typed, reason: typed }],
  'surroundings.linked': surroundingLinks.flatMap(link => [
    { ...link, sinceOn: on, proposed: true },
    { ...link, sinceOn: on, proposed: false, quantityM3PerDay: 1_200.5, distanceM: 1_340, source: typed },
  ]),
  'surroundings.declined': surroundingLinks.map(link => ({ ...link, sinceOn: on, distanceM: 40 })),
  'surroundings.unlinked': surroundingLinks.flatMap(link => linkStateIds.map(was => ({ ...link, was, reason: typed }))),
  'notice.opened': [{ noticeId: id, accountId: id }],
  'notice.confirmed': [{ noticeId: id, accountId: id }],
  'job.retried': factKinds.map(kind => ({ job: 'a.job', wokenBy: { chain: '500231', sequence: 1, kind } })),
  'job.dismissed': [
    { job: 'a.job', wokenBy: { chain: '500231', sequence: 1, kind: 'survey.uploaded' }, reason: typed },
  ],
  'plan.saved': [{ planId: id, version: 3, contentHash: hash }],
  'plan.submitted': [
    { planId: id, version: 3, dueOn: on },
    { planId: id, version: 3, dueOn: on, reason: typed },
  ],
  'plan.returned': [{ planId: id, version: 3, dueOn: on, reason: typed }],
  'plan.approved': [{ planId: id, version: 3, reference: '2026-18', policyFrom: on, reason: typed }],
  'plan.set-aside': [{ planId: id, version: 3, reason: typed }],
  'plan.commented': planSectionIds.map(section => ({ planId: id, version: 3, commentId: id, section, textHash: hash })),
  'annual-plan.saved': [{ annualPlanId: id, year: 2027, edition: 2, version: 3, waters: 12, contentHash: hash }],
  'annual-plan.issued': [
    { annualPlanId: id, year: 2027, edition: 2, version: 3, number: '2027-6', issuedOn: on, reason: typed },
  ],
  'annual-plan.replaced': [{ annualPlanId: id, year: 2027, edition: 1, byPlanId: id, byEdition: 2 }],
  'list.changed': [undefined, ...supervisionListIds].flatMap(to =>
    listWayIds.map(how => ({ how, reason: typed, ...(to === undefined ? {} : { to }) })),
  ),
}

/** Every text of what was told, with where it stands. */
function textsOf(told: Told): readonly Bilingual[] {
  return [
    told.words,
    ...told.changes.flatMap(({ label, from, to }) => [label, from, to].filter(one => one !== undefined)),
  ]
}

const never = /undefined|null|NaN|\[object|Invalid|\d{4}-\d\d-\d\dT|\d{12}|[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{64}/
/** A code or key as programs write them: `by-hand`, `completion_on`, `areaMethod`, `water.read`. Words of English are not. */
const codes = /\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+[A-Z][a-zA-Z0-9]*\b|\b[a-z]+\.[a-z]+\b/
const unitsAndNames = /pH|mg\/L|μg\/L|mV|μS\/cm|NTU|kB|MB|CGCS2000|WGS84|GCJ-02|BD-09|GPS|AMap|WeChat|Baidu|API/g

function expectReadable(kind: FactKind, body: FactBody, { zh, en }: Bilingual): void {
  const where = `${kind} ${JSON.stringify(body)}`
  for (const text of [zh, en]) {
    expect(text.trim(), where).not.toBe('')
    expect(text, where).not.toMatch(never)
    expect(text.replaceAll(unitsAndNames, ''), where).not.toMatch(codes)
  }
  const names = new RegExp(`${typed}|垫江县沙坪镇|《[^》]*》|〔|〕`, 'g')
  expect(en.replaceAll(names, ''), `${where} in English`).not.toMatch(/\p{Script=Han}/u)
  expect(zh.replaceAll(unitsAndNames, '').replaceAll(/\bA!B\d\b/g, ''), `${where} in Chinese`).not.toMatch(/[a-z]{3,}/)
}

describe('facts told in words', () => {
  const cases = factKinds.map(kind => [kind] as const)

  it.each(cases)('of %s hold no code, key, machine time or missing value, whatever the body says', kind => {
    for (const body of bodies[kind]) {
      for (const text of textsOf(tell(kind, { ...body }))) expectReadable(kind, { ...body }, text)
    }
  })

  it.each(cases)('of %s stay readable where the body is empty or of a newer release', kind => {
    const newer = Object.fromEntries(Object.keys(bodies[kind][0] ?? {}).map(key => [key, 'teleport-beam']))
    for (const body of [{}, newer, { changed: { newField: { from: 'x-y', to: 'z-w' } } }]) {
      for (const { zh, en } of textsOf(tell(kind, body))) {
        expect(zh).not.toMatch(never)
        expect(en).not.toMatch(never)
        expect(en).not.toMatch(/newField|x-y/)
      }
    }
  })

  it('name every field that a correction can touch', () => {
    expect(new Set(Object.values(fieldOfColumn))).toEqual(new Set(Object.keys(waterFields)))
  })
})

describe('a fact told in words', () => {
  it('of a correction names each field with both values in people’s words', () => {
    const body = {
      changed: {
        type: { from: 'pond', to: 'ditch' },
        complaint: { from: false, to: true },
        areaM2: { from: null, to: 2260 },
      },
      reason: '复核',
    }
    const told = tell('water.corrected', body)
    expect(told).toMatchObject({
      reason: '复核',
      words: { zh: '更正水体类型、群众反映强烈、水域面积（平方米）' },
      changes: [
        { from: { zh: '坑塘' }, to: { zh: '沟渠' } },
        { from: { zh: '否', en: 'no' }, to: { zh: '是', en: 'yes' } },
        { to: { zh: '2,260' } },
      ],
    })
    expect(told.changes[2]).not.toHaveProperty('from')
  })

  it('of a corrected completion shows how it was written and the day that was understood', () => {
    const from = { completion_text: '2025年6月', completion_on: '2025-06-30', completion_precision: 'month' }
    const { changes } = tell('water.corrected', { changed: { completion: { from, to: 'day' } }, reason: '核对' })
    expect(changes[0]).toMatchObject({
      from: { zh: '2025年6月（2025-06-30）', en: '2025年6月 (2025-06-30)' },
      to: { zh: '精确到日', en: 'to the day' },
    })
  })

  it('of a transition says where it came from and where it stands', () => {
    const told = tell('water.moved', { transition: 'declare', from: 'none', to: 'listed', cycle: 1, list: 'national' })
    expect(told.words.zh).toBe('按官方清单登记')
    expect(told.changes).toEqual([
      { field: 'stage', label: { zh: '所处阶段', en: 'stage' }, to: { zh: '已列入清单', en: 'listed' } },
    ])
  })

  it('of a list says none where there was none', () => {
    expect(tell('list.changed', { to: 'county', how: 'by-hand', reason: '难治' }).words.zh).toBe(
      '清单由无调整为区县级监管清单（人工调整）',
    )
  })

  it('of a reading shows pH without a unit and a value below detection as such', () => {
    const sample = { ph: { value: 7.2, qualifier: 'measured' }, ammoniaNitrogen: { value: 0.025, qualifier: 'below' } }
    expect(tell('reading.recorded', { takenAt: at, sample }).words).toEqual({
      zh: '采样 2026-11-22 17:00：pH 7.2，氨氮 < 0.025 mg/L（低于检出限）',
      en: 'sampled 2026-11-22 17:00 China time: pH 7.2, ammonia nitrogen < 0.025 mg/L (below detection)',
    })
  })

  it('without words of its own is told by its label', () => {
    expect(tell('source.removed', {}).words).toEqual(factLabels['source.removed'])
  })
})
