import type { Bilingual } from './words.ts'
import type { RegionCode } from './regions.ts'

/**
 * Every kind of thing that can be recorded as having happened, with the shape of its body. A fact is who-did-what (audit),
 * what-happens-next (`src/jobs.ts`) and a link of its county's hash chain at once. Persisted: never renamed, bodies only grow.
 *
 * Bodies are plain JSON without names of private persons: those enter as salted hashes (`Fact.personal`).
 */
export interface FactBodies {
  'session.opened': { readonly via: 'password' }
  'session.refused': { readonly username: string; readonly why: 'unknown' | 'password' | 'locked' | 'disabled' }
  'session.closed': Record<never, never>
  'organisation.created': { readonly name: string; readonly regionCode: RegionCode; readonly kind?: string }
  'account.created': {
    readonly username: string
    readonly role: string
    readonly regionCode: RegionCode
    readonly organisationId: string
  }
  'account.changed': {
    readonly changed: readonly string[]
    readonly reason: string
    /** What it is now, as far as that is not personal: so that a right given behind the platform's back shows. */
    readonly to?: { readonly role?: string; readonly regionCode?: RegionCode; readonly organisationId?: string }
  }
  'account.disabled': { readonly reason: string }
  'account.enabled': { readonly reason: string }
  'account.handed-over': {
    readonly toAccountId: string
    readonly reason: string
    /** Facts of what moved name it. */
    readonly handoverId?: string
  }
  'password.reset': { readonly by: 'administrator' }
  'password.changed': Record<never, never>
  'token.issued': {
    readonly tokenId: string
    readonly label: string
    readonly permissions: readonly string[]
    readonly expiresAt: string
    /** SHA-256 of what is kept of the secret: so that a secret put in its place shows. */
    readonly secretCheck?: string
  }
  'token.revoked': { readonly tokenId: string }
  'places.imported': {
    readonly edition: string
    readonly added: number
    readonly removed: number
    readonly changed: number
    readonly sha256: string
  }
  'place.alias-registered': { readonly name: string; readonly within: RegionCode; readonly source: string }
  'zone.registered': { readonly zoneCode: string; readonly name: string; readonly towns: readonly RegionCode[] }
  /** The statistical codes of towns that came and went. */
  'zone.changed': {
    readonly zoneCode: string
    readonly name: string
    readonly joined: readonly RegionCode[]
    readonly left: readonly RegionCode[]
    readonly reason: string
  }
  'water.recorded': {
    readonly source: string
    readonly values: Readonly<Record<string, unknown>>
    /** The water it was split off, and how much of it it is. */
    readonly part?: { readonly of: string; readonly share: number | null }
  }
  'water.corrected': {
    readonly changed: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>
    readonly reason: string
  }
  'water.moved': {
    readonly transition: string
    readonly from: string
    readonly to: string
    readonly cycle: number
    readonly list?: string
    /** How the list came about. */
    readonly listHow?: string
    readonly reason?: string
    readonly values?: Readonly<Record<string, unknown>>
  }
  'water.number-added': { readonly issuer: string; readonly number: string; readonly issuedOn: string }
  'water.status-set': { readonly colour: string; readonly reason: string }
  /** Causes with shares and the class that follows; the override, where a person set one, beside the rule's answer. */
  'water.classified': {
    readonly classificationId: string
    readonly ruleClass: string
    /** Whole percent by cause. */
    readonly shares: Readonly<Record<string, number>>
    /** First day of the edition of the policy `classification` that decided. */
    readonly policyInForceFrom: string
    /** Of the whole record: causes, evidence, inputs, findings. */
    readonly recordHash: string
    readonly overrideClass?: string
    readonly reason?: string
  }
  'source.recorded': {
    readonly sourceId: string
    readonly values: Readonly<Record<string, unknown>>
    /** Every water it reaches from now on: one that is not named any more has lost it. */
    readonly waterIds?: readonly string[]
  }
  'source.removed': { readonly sourceId: string; readonly reason: string }
  'attachment.added': {
    readonly attachmentId: string
    readonly sha256: string
    readonly bytes: number
    readonly kind: string
    /** Of what the record says besides: name, caption, type, time taken. */
    readonly recordHash?: string
  }
  'attachment.removed': { readonly attachmentId: string; readonly reason: string }
  /** Somebody answers for the water at a level from a day on; name and mobile telephone stand as salted hashes. */
  'duty.assigned': {
    readonly dutyId: string
    readonly level: string
    /** YYYY-MM-DD */
    readonly fromOn: string
    readonly organisation: string
    readonly officePhone?: string
    readonly accountId?: string
    readonly source: string
    /** The post that ended for it on the same day. */
    readonly replaces?: string
  }
  'duty.ended': {
    readonly dutyId: string
    readonly level: string
    /** YYYY-MM-DD: the first day on which the person does not answer for it any more. */
    readonly untilOn: string
    readonly reason: string
    /** The post that takes over. */
    readonly replacedBy?: string
  }
  /** Sewage works or a settlement, whole as it is now. */
  'surroundings.recorded': {
    readonly version: number
    readonly values: Readonly<Record<string, unknown>>
    readonly source: string
    readonly reason?: string
  }
  'surroundings.removed': { readonly version: number; readonly name: string; readonly reason: string }
  /** At a water: what has to do with it, how, and where that is known from. */
  'surroundings.linked': SurroundingLinked & {
    /** YYYY-MM-DD */
    readonly sinceOn: string
    readonly source?: string
    readonly quantityM3PerDay?: number
    readonly outletId?: string
    readonly distanceM?: number
    readonly proposed: boolean
  }
  'surroundings.declined': SurroundingLinked & { readonly sinceOn: string; readonly distanceM?: number }
  'surroundings.unlinked': SurroundingLinked & { readonly was: string; readonly reason: string }
  'reading.recorded': {
    readonly readingId: string
    readonly takenAt: string
    readonly sample: Readonly<Record<string, unknown>>
    /** Of everything the reading says. */
    readonly contentHash?: string
  }
  /** A file of readings, one county's share: each of them has a fact of its own beside it. */
  'reading.imported': {
    readonly importId: string
    readonly fileName: string
    readonly sha256: string
    readonly readings: number
    readonly waterIds: readonly string[]
  }
  'survey.task-set': {
    readonly taskId: string
    readonly villages: number
    readonly dueOn: string
    /** SHA-256: who reads the ledger need not be who reads the task. */
    readonly titleCheck?: string
    /** The task it goes on with, after villages moved to a functional zone or back. */
    readonly continues?: string
  }
  'survey.task-changed': {
    readonly taskId: string
    readonly dueOn: string
    readonly closed: boolean
    readonly reason: string
    readonly titleCheck?: string
  }
  'survey.village-reported': {
    readonly taskId: string
    readonly villageCode: RegionCode
    readonly outcome: string
    readonly found?: number
    readonly reason?: string
  }
  /** Many villages of one county at once; the root of the Merkle tree over their reports stands for each of them. */
  'survey.villages-reported': {
    readonly taskId: string
    readonly villages: number
    readonly withCandidates: number
    readonly merkleRoot: string
  }
  'survey.scope-decided': { readonly inScope: boolean; readonly reason: string }
  'survey.uploaded': { readonly importId: string; readonly fileName: string; readonly sha256: string }
  'survey.import-corrected': { readonly importId: string; readonly cells: readonly string[] }
  'survey.import-confirmed': { readonly importId: string; readonly partial: boolean }
  'survey.import-cancelled': { readonly importId: string }
  /** Unfinished imports that passed on with a handover; the subject is the giver. */
  'survey.imports-handed-over': {
    readonly handoverId: string
    readonly toAccountId: string
    readonly importIds: readonly string[]
  }
  /** Reading begins again after its job gave up; writing again is a `survey.import-confirmed`. */
  'survey.import-retried': { readonly importId: string }
  'survey.imported': {
    readonly importId: string
    readonly rows: number
    readonly created: number
    readonly updated: number
    readonly sha256: string
    readonly merkleRoot: string
  }
  'survey.import-judged': {
    readonly importId: string
    readonly identified: number
    readonly cleared: number
    readonly undecided: number
  }
  'survey.basis-recorded': {
    readonly basis: string
    readonly values: Readonly<Record<string, unknown>>
    /** Of everything the record says. */
    readonly contentHash?: string
  }
  'judgement.started': { readonly judgementId: string; readonly standardId: string; readonly waters: number }
  'verdict.given': {
    readonly verdictId: string
    readonly standardId: string
    readonly outcome: string
    /** Of the whole record: inputs, arithmetic, clauses. */
    readonly recordHash?: string
  }
  /** A version of the plan; begins it where it is the first. */
  'plan.saved': { readonly planId: string; readonly version: number; readonly contentHash: string }
  'plan.submitted': {
    readonly planId: string
    readonly version: number
    readonly dueOn: string
    /** What was changed, say; absent where nothing was written. */
    readonly reason?: string
  }
  'plan.returned': {
    readonly planId: string
    readonly version: number
    readonly dueOn: string
    readonly reason: string
  }
  'plan.approved': {
    readonly planId: string
    readonly version: number
    readonly reference: string
    /** First day of the edition of the policy `plans` under which it was approved. */
    readonly policyFrom: string
    readonly reason?: string
  }
  'plan.set-aside': { readonly planId: string; readonly version: number; readonly reason: string }
  'plan.commented': {
    readonly planId: string
    readonly version: number
    readonly commentId: string
    readonly section: string
    readonly textHash: string
  }
  /** A version of an annual work plan; `contentHash` covers all it says. */
  'annual-plan.saved': {
    readonly annualPlanId: string
    readonly year: number
    readonly edition: number
    readonly version: number
    readonly waters: number
    readonly contentHash: string
  }
  'annual-plan.issued': {
    readonly annualPlanId: string
    readonly year: number
    readonly edition: number
    readonly version: number
    readonly number: string
    readonly issuedOn: string
    readonly reason?: string
  }
  'annual-plan.replaced': {
    readonly annualPlanId: string
    readonly year: number
    readonly edition: number
    readonly byPlanId: string
    readonly byEdition: number
  }
  'works.visit-planned': VisitNamed & {
    readonly dueOn: string
    /** In which it was planned; absent in the oldest facts. */
    readonly cycle?: number
    /** Of everything the plan says. */
    readonly contentHash: string
  }
  'works.visit-recorded': VisitNamed & {
    readonly visitedOn: string
    /** In which it was made, and for which it counts; absent in the oldest facts. */
    readonly cycle?: number
    readonly findings: number
    /** Of day, answers and note. */
    readonly contentHash: string
  }
  'works.visit-cancelled': VisitNamed & { readonly reason: string }
  'works.rectification-opened': {
    readonly rectificationId: string
    readonly visitId: string
    readonly handbook: string
    readonly itemId: string
    readonly severity: string
    readonly dueOn: string
    /** Of the finding with its photos. */
    readonly contentHash: string
    readonly ownerHash: string
  }
  'works.rectification-moved': {
    readonly rectificationId: string
    readonly handbook: string
    readonly itemId: string
    /** The how-manieth step of the item this is, from 1. */
    readonly number: number
    readonly step: string
    readonly from: string
    readonly to: string
    readonly dueOn: string
    readonly reason: string
    /** Of photos and owner. */
    readonly contentHash: string
  }
  'works.sample-drawn': {
    readonly sampleId: string
    readonly seed: string
    readonly size: number
    readonly population: number
    /** Of filter, population, strata and what was drawn. */
    readonly contentHash: string
  }
  /** The schedule of a water's works, made from its approved plan; `contentHash` covers days, quantity and contractor of a measure. */
  'progress.scheduled': {
    readonly scheduleId: string
    readonly planId: string
    readonly planVersion: number
    readonly state: string
    readonly startedOn?: string
    readonly measures: readonly {
      readonly id: string
      readonly number: number
      readonly measureId: string
      /** Of what the plan says of it: unit and cost. */
      readonly planHash: string
      readonly contentHash: string
    }[]
  }
  'progress.adjusted': MeasureNamed & {
    readonly scheduleId: string
    readonly version: number
    readonly dropped?: boolean
    readonly from: ScheduledDays
    readonly to: ScheduledDays
    readonly reason: string
    readonly contentHash: string
  }
  'progress.moved': {
    readonly scheduleId: string
    readonly from: string
    readonly to: string
    readonly startedOn?: string
    readonly completedOn?: string
  }
  /** `contentHash` covers note, photos and invoices too. */
  'progress.reported': MeasureNamed & {
    readonly reportId: string
    readonly onDay: string
    readonly doneQuantity: number
    readonly unit: string
    readonly corrects?: string
    readonly contentHash: string
  }
  /** A step with the part of a department; `signedHash` is what was countersigned, `voids` the signature that became void. */
  'progress.part-stepped': {
    readonly partId: string
    readonly number: number
    readonly organisationId: string
    readonly subject: string
    readonly step: string
    readonly to: string
    readonly dueOn: string
    readonly reason?: string
    readonly signedHash?: string
    readonly voids?: string
    readonly contentHash: string
  }
  /** Make-up water, agents and the like; `contentHash` is of source, quantity, note and who declared it. */
  'acceptance.measure-declared': {
    readonly declaredId: string
    readonly measureId: string
    /** YYYY-MM-DD */
    readonly startsOn: string
    readonly contentHash: string
  }
  'acceptance.measure-withdrawn': { readonly declaredId: string; readonly measureId: string; readonly reason: string }
  'acceptance.submitted': {
    readonly fileId: string
    readonly cycle: number
    /** First day of the edition of the policy `acceptance`. */
    readonly policyFrom: string
    readonly standardId: string
    /** Of the whole file as it was sent in. */
    readonly snapshotHash: string
    /** Of the note and who sent it in. */
    readonly contentHash: string
    readonly step: string
    readonly dueOn: string
  }
  'acceptance.decided': {
    readonly fileId: string
    /** The how-manieth decision on the file this is, from 1. */
    readonly number: number
    /** The step that was decided; absent where none waited. */
    readonly step?: string
    readonly decision: string
    readonly from: string
    readonly to: string
    readonly nextStep?: string
    readonly dueOn?: string
    /** Of the checklist: what the refusal is about. */
    readonly items: readonly string[]
    readonly reason: string
    /** Of who decided. */
    readonly contentHash: string
  }
  'acceptance.notice-begun': {
    readonly fileId: string
    readonly noticeId: string
    readonly startsOn: string
    readonly endsOn: string
    readonly dueOn: string
    /** Of place and who began it. */
    readonly contentHash: string
  }
  'acceptance.objection-recorded': {
    readonly fileId: string
    readonly objectionId: string
    readonly receivedOn: string
    readonly contentHash: string
  }
  'acceptance.objection-answered': {
    readonly fileId: string
    readonly objectionId: string
    readonly upheld: boolean
    readonly contentHash: string
  }
  /** To a county (the fact is about the assignment) or to one water (it is about the water). */
  'expert.assigned': {
    readonly assignmentId: string
    readonly scope: string
    /** One of both is there. */
    readonly accountId?: string
    readonly organisationId?: string
    readonly fromOn: string
    readonly untilOn?: string
    readonly reason: string
    /** Assigned although it makes more waters than the policy allows. */
    readonly aboveLimit?: { readonly waters: number; readonly most: number }
  }
  'expert.relieved': {
    readonly assignmentId: string
    readonly scope: string
    readonly untilOn: string
    readonly reason: string
  }
  'expert.advised': {
    readonly adviceId: string
    readonly phase: string
    readonly measureId?: string
    readonly dueOn: string
    /** Of text, part, files and whose advice it is. */
    readonly contentHash: string
  }
  'expert.advice-moved': {
    readonly adviceId: string
    readonly phase: string
    /** The how-manieth step of the advice this is, from 1. */
    readonly number: number
    readonly step: string
    readonly from: string
    readonly to: string
    readonly dueOn: string
    readonly adoption?: string
    /** Of words, deed and files. */
    readonly contentHash: string
  }
  'list.changed': { readonly from?: string; readonly to?: string; readonly how: string; readonly reason: string }
  /** A pilot bundle; `recordHash` covers its name, inputs and result. */
  'bundle.saved': {
    readonly bundleId: string
    readonly waters: number
    readonly investmentYuan: number
    readonly awardYuan: number
    readonly recordHash: string
  }
  'bundle.removed': { readonly bundleId: string; readonly reason: string }
  /** Money of a water: `contentHash` covers everything the entry says. */
  'money.entered': MoneyNamed & {
    /** planned, allotted, spent */
    readonly kind: string
    readonly measureId?: string
  }
  /** More may be spent than was allotted. */
  'money.exception-granted': MoneyNamed & { readonly reason: string }
  /** An entry is undone by another; `yuan` are those of what is undone. */
  'money.reversed': MoneyNamed & { readonly kind: string; readonly reverses: string; readonly reason: string }
  'money.reward-earmarked': RewardStepped & { readonly list: string; readonly source: string; readonly yuan: number }
  /** By the policy of the day and what stood on record then. */
  'money.reward-released': RewardStepped & {
    readonly stage: string
    readonly yuan: number
    readonly evidence: readonly string[]
  }
  'money.reward-taken-back': RewardStepped & { readonly yuan: number; readonly reason: string }
  'money.reward-cancelled': RewardStepped & { readonly reason: string }
  /** A version of a case of the compendium; begins it where it is the first. The subject is its water, where it has one. */
  'solved-case.saved': { readonly caseId: string; readonly version: number; readonly contentHash: string }
  'solved-case.published': SolvedOutcome & {
    readonly caseId: string
    readonly version: number
    readonly contentHash: string
  }
  'solved-case.withdrawn': { readonly caseId: string; readonly reason: string }
  /** What became of its water after it was published. */
  'solved-case.outcome-changed': SolvedOutcome & { readonly caseId: string }
  /** A notice to divisions and roles; `contentHash` covers all that it says and to whom. */
  'notice.issued': {
    readonly noticeId: string
    readonly noticeKind: string
    readonly contentHash: string
    /** YYYY-MM-DD */
    readonly replyBy?: string
    readonly replaces?: string
  }
  /** A picture or paper that goes out with a notice, or will; `recordHash` covers name and type. */
  'notice.file-added': {
    readonly fileId: string
    readonly sha256: string
    readonly bytes: number
    readonly recordHash: string
  }
  'notice.withdrawn': { readonly noticeId: string; readonly reason: string }
  'notice.opened': { readonly noticeId: string; readonly accountId: string }
  'notice.confirmed': { readonly noticeId: string; readonly accountId: string }
  'job.retried': { readonly job: string; readonly wokenBy: WokenBy }
  'job.dismissed': { readonly job: string; readonly wokenBy: WokenBy; readonly reason: string }
}

/** What became of a solved water; days are YYYY-MM-DD. */
type SolvedOutcome = {
  readonly solvedOn?: string
  readonly relapsedOn?: string
  readonly knownOn?: string
  readonly earlierRelapses: number
}

/** A visit by what it asks. */
type VisitNamed = {
  readonly visitId: string
  readonly phase: string
  readonly role: string
  /** First day of the handbook's edition. */
  readonly handbook: string
}

/** An entry of money. */
type MoneyNamed = {
  readonly entryId: string
  readonly source: string
  readonly yuan: number
  readonly on: string
  /** First day of the edition of the policy `funding-sources`. */
  readonly policyFrom: string
  readonly contentHash: string
}

/** A step of a reward; `contentHash` covers everything it says. */
type RewardStepped = {
  readonly rewardId: string
  /** The how-manieth step of the reward this is, from 1. */
  readonly number: number
  /** First day of the edition of the policy `rewards`. */
  readonly policyFrom: string
  readonly contentHash: string
}

/** Sewage works or a settlement at the other end of a link of a water. */
type SurroundingLinked = {
  readonly linkId: string
  readonly surroundingId: string
  readonly sort: string
  readonly name: string
  readonly kind: string
}

/** A measure of a schedule, by its place in the plan. */
type MeasureNamed = { readonly id: string; readonly number: number; readonly measureId: string }

type ScheduledDays = { readonly startsOn: string; readonly endsOn: string; readonly quantity: number }

/** The fact that asked for a job. */
type WokenBy = { readonly chain: string; readonly sequence: number; readonly kind: string }

export type FactKind = keyof FactBodies

export const factLabels = {
  'session.opened': { zh: '登录', en: 'signed in' },
  'session.refused': { zh: '登录被拒', en: 'sign-in refused' },
  'session.closed': { zh: '退出', en: 'signed out' },
  'organisation.created': { zh: '新增单位', en: 'organisation created' },
  'account.created': { zh: '新增账号', en: 'account created' },
  'account.changed': { zh: '修改账号', en: 'account changed' },
  'account.disabled': { zh: '停用账号', en: 'account disabled' },
  'account.enabled': { zh: '启用账号', en: 'account enabled' },
  'account.handed-over': { zh: '工作移交', en: 'work handed over' },
  'password.reset': { zh: '重置密码', en: 'password reset' },
  'password.changed': { zh: '修改密码', en: 'password changed' },
  'token.issued': { zh: '签发接口令牌', en: 'API token issued' },
  'token.revoked': { zh: '吊销接口令牌', en: 'API token revoked' },
  'places.imported': { zh: '导入行政区划', en: 'divisions imported' },
  'place.alias-registered': { zh: '登记地名别名', en: 'place alias registered' },
  'zone.registered': { zh: '登记功能区', en: 'functional zone registered' },
  'zone.changed': { zh: '调整功能区', en: 'functional zone changed' },
  'water.recorded': { zh: '登记水体', en: 'water recorded' },
  'water.corrected': { zh: '更正水体', en: 'water corrected' },
  'water.moved': { zh: '阶段变更', en: 'stage changed' },
  'water.number-added': { zh: '登记外部编号', en: 'external number added' },
  'water.status-set': { zh: '调整红黄绿状态', en: 'red/yellow/green set' },
  'water.classified': { zh: '成因与分类', en: 'causes and class' },
  'source.recorded': { zh: '登记污染源', en: 'pollution source recorded' },
  'source.removed': { zh: '移除污染源', en: 'pollution source removed' },
  'attachment.added': { zh: '上传附件', en: 'attachment added' },
  'attachment.removed': { zh: '移除附件', en: 'attachment removed' },
  'duty.assigned': { zh: '指定责任人', en: 'person responsible named' },
  'duty.ended': { zh: '责任人卸任', en: 'person responsible relieved' },
  'surroundings.recorded': { zh: '登记周边设施或聚居点', en: 'sewage works or settlement recorded' },
  'surroundings.removed': { zh: '移除周边设施或聚居点', en: 'sewage works or settlement removed' },
  'surroundings.linked': { zh: '关联周边设施或聚居点', en: 'sewage works or settlement linked' },
  'surroundings.declined': { zh: '不关联周边设施或聚居点', en: 'proposed link declined' },
  'surroundings.unlinked': { zh: '解除周边关联', en: 'link undone' },
  'reading.recorded': { zh: '登记监测数据', en: 'reading recorded' },
  'reading.imported': { zh: '导入监测数据', en: 'readings imported' },
  'survey.task-set': { zh: '下达排查任务', en: 'survey task set' },
  'survey.task-changed': { zh: '调整排查任务', en: 'survey task changed' },
  'survey.villages-reported': { zh: '批量上报村级排查', en: 'village surveys reported in bulk' },
  'survey.scope-decided': { zh: '判定排查范围', en: 'scope decided' },
  'survey.village-reported': { zh: '村级排查上报', en: 'village survey reported' },
  'survey.uploaded': { zh: '上传名册', en: 'list uploaded' },
  'survey.import-corrected': { zh: '更正导入内容', en: 'import corrected' },
  'survey.import-confirmed': { zh: '确认导入', en: 'import confirmed' },
  'survey.import-cancelled': { zh: '放弃导入', en: 'import given up' },
  'survey.imports-handed-over': { zh: '移交未完成的导入', en: 'unfinished imports handed over' },
  'survey.import-retried': { zh: '重新核查导入', en: 'import read again' },
  'survey.imported': { zh: '导入名册', en: 'list imported' },
  'survey.import-judged': { zh: '导入水体已判定', en: 'imported waters judged' },
  'survey.basis-recorded': { zh: '登记认定依据', en: 'basis recorded' },
  'judgement.started': { zh: '发起批量判定', en: 'bulk judgement started' },
  'verdict.given': { zh: '作出判定', en: 'verdict given' },
  'plan.saved': { zh: '保存一水一策方案', en: 'plan saved' },
  'plan.submitted': { zh: '提交一水一策方案', en: 'plan submitted' },
  'plan.returned': { zh: '退回一水一策方案', en: 'plan returned' },
  'plan.approved': { zh: '批复一水一策方案', en: 'plan approved' },
  'plan.set-aside': { zh: '作废一水一策方案', en: 'plan set aside' },
  'plan.commented': { zh: '对方案提出意见', en: 'plan commented on' },
  'acceptance.measure-declared': { zh: '登记补水投药等措施', en: 'measure declared' },
  'acceptance.measure-withdrawn': { zh: '撤回措施登记', en: 'declared measure withdrawn' },
  'acceptance.submitted': { zh: '申报验收', en: 'file of acceptance sent in' },
  'acceptance.decided': { zh: '验收销号决定', en: 'decision on acceptance' },
  'acceptance.notice-begun': { zh: '验收公示', en: 'public notice begun' },
  'acceptance.objection-recorded': { zh: '登记公示异议', en: 'objection recorded' },
  'acceptance.objection-answered': { zh: '答复公示异议', en: 'objection answered' },
  'annual-plan.saved': { zh: '保存年度工作方案', en: 'annual work plan saved' },
  'annual-plan.issued': { zh: '印发年度工作方案', en: 'annual work plan issued' },
  'annual-plan.replaced': { zh: '年度工作方案被新版替代', en: 'annual work plan replaced' },
  'list.changed': { zh: '清单变更', en: 'list changed' },
  'works.visit-planned': { zh: '安排现场核查', en: 'visit planned' },
  'works.visit-recorded': { zh: '登记现场核查', en: 'visit recorded' },
  'works.visit-cancelled': { zh: '取消现场核查', en: 'visit cancelled' },
  'works.rectification-opened': { zh: '列入问题清单', en: 'rectification opened' },
  'works.rectification-moved': { zh: '问题整改', en: 'rectification went on' },
  'works.sample-drawn': { zh: '抽取核查样本', en: 'spot check drawn' },
  'progress.scheduled': { zh: '编制进度计划', en: 'works scheduled' },
  'progress.adjusted': { zh: '调整进度计划', en: 'schedule adjusted' },
  'progress.moved': { zh: '进度计划状态变更', en: 'schedule went on' },
  'progress.reported': { zh: '上报工程进度', en: 'progress reported' },
  'progress.part-stepped': { zh: '部门协同事项', en: 'part of a department' },
  'expert.assigned': { zh: '指派专家', en: 'expert assigned' },
  'expert.relieved': { zh: '结束专家指派', en: 'expert relieved' },
  'expert.advised': { zh: '提出技术建议', en: 'advice given' },
  'expert.advice-moved': { zh: '处理技术建议', en: 'advice went on' },
  'bundle.saved': { zh: '保存打捆方案', en: 'pilot bundle saved' },
  'bundle.removed': { zh: '删除打捆方案', en: 'pilot bundle removed' },
  'money.entered': { zh: '登记资金', en: 'money recorded' },
  'money.exception-granted': { zh: '批准超支例外', en: 'exception to spending granted' },
  'money.reversed': { zh: '冲销资金登记', en: 'money entry reversed' },
  'money.reward-earmarked': { zh: '预留奖补', en: 'reward earmarked' },
  'money.reward-released': { zh: '兑现奖补', en: 'reward released' },
  'money.reward-taken-back': { zh: '收回奖补', en: 'reward taken back' },
  'money.reward-cancelled': { zh: '撤销预留奖补', en: 'reward cancelled' },
  'solved-case.saved': { zh: '保存治理案例', en: 'solved case saved' },
  'solved-case.published': { zh: '治理案例入编', en: 'solved case published' },
  'solved-case.withdrawn': { zh: '撤回治理案例', en: 'solved case withdrawn' },
  'solved-case.outcome-changed': { zh: '更新案例成效', en: 'outcome of a solved case changed' },
  'notice.issued': { zh: '印发通知', en: 'notice issued' },
  'notice.file-added': { zh: '上传通知附件', en: 'file for a notice sent' },
  'notice.withdrawn': { zh: '撤回通知', en: 'notice withdrawn' },
  'notice.opened': { zh: '阅读通知', en: 'notice opened' },
  'notice.confirmed': { zh: '确认通知', en: 'notice confirmed' },
  'job.retried': { zh: '重新执行后台任务', en: 'job run again' },
  'job.dismissed': { zh: '不再执行后台任务', en: 'job dismissed' },
} as const satisfies Record<FactKind, Bilingual>

/** What the ledger is looked through by: whose work the entries are. */
export const factGroups = {
  'sign-in': { zh: '登录', en: 'sign-ins' },
  people: { zh: '人员与账号', en: 'people and accounts' },
  places: { zh: '行政区划', en: 'divisions' },
  waters: { zh: '水体', en: 'waters' },
  survey: { zh: '排查与监测', en: 'survey and monitoring' },
  imports: { zh: '导入', en: 'imports' },
  identification: { zh: '判定与清单', en: 'verdicts and lists' },
  treatment: { zh: '治理', en: 'treatment' },
  acceptance: { zh: '验收销号', en: 'acceptance and delisting' },
  works: { zh: '现场核查、整改与专家帮扶', en: 'verification, rectification, experts' },
  funds: { zh: '资金', en: 'funds' },
  jobs: { zh: '后台任务', en: 'background jobs' },
} as const satisfies Record<string, Bilingual>
export type FactGroup = keyof typeof factGroups
export const factGroupIds = Object.keys(factGroups) as readonly FactGroup[] // keys of a const object are exactly its union

const groupOfKind = {
  'session.opened': 'sign-in',
  'session.refused': 'sign-in',
  'session.closed': 'sign-in',
  'organisation.created': 'people',
  'account.created': 'people',
  'account.changed': 'people',
  'account.disabled': 'people',
  'account.enabled': 'people',
  'account.handed-over': 'people',
  'password.reset': 'people',
  'password.changed': 'people',
  'token.issued': 'people',
  'token.revoked': 'people',
  'places.imported': 'places',
  'place.alias-registered': 'places',
  'zone.registered': 'places',
  'zone.changed': 'places',
  'water.recorded': 'waters',
  'water.corrected': 'waters',
  'water.moved': 'waters',
  'water.number-added': 'waters',
  'water.status-set': 'waters',
  'water.classified': 'waters',
  'source.recorded': 'waters',
  'source.removed': 'waters',
  'attachment.added': 'waters',
  'attachment.removed': 'waters',
  'duty.assigned': 'waters',
  'duty.ended': 'waters',
  'surroundings.recorded': 'waters',
  'surroundings.removed': 'waters',
  'surroundings.linked': 'waters',
  'surroundings.declined': 'waters',
  'surroundings.unlinked': 'waters',
  'reading.recorded': 'survey',
  'reading.imported': 'imports',
  'survey.task-set': 'survey',
  'survey.task-changed': 'survey',
  'survey.village-reported': 'survey',
  'survey.villages-reported': 'survey',
  'survey.scope-decided': 'survey',
  'survey.basis-recorded': 'survey',
  'survey.uploaded': 'imports',
  'survey.import-corrected': 'imports',
  'survey.import-confirmed': 'imports',
  'survey.import-cancelled': 'imports',
  'survey.import-retried': 'imports',
  'survey.imports-handed-over': 'imports',
  'survey.imported': 'imports',
  'survey.import-judged': 'imports',
  'judgement.started': 'identification',
  'verdict.given': 'identification',
  'list.changed': 'identification',
  'plan.saved': 'treatment',
  'plan.submitted': 'treatment',
  'plan.returned': 'treatment',
  'plan.approved': 'treatment',
  'plan.set-aside': 'treatment',
  'plan.commented': 'treatment',
  'annual-plan.saved': 'treatment',
  'annual-plan.issued': 'treatment',
  'annual-plan.replaced': 'treatment',
  'works.visit-planned': 'works',
  'works.visit-recorded': 'works',
  'works.visit-cancelled': 'works',
  'works.rectification-opened': 'works',
  'works.rectification-moved': 'works',
  'works.sample-drawn': 'works',
  'progress.scheduled': 'treatment',
  'progress.adjusted': 'treatment',
  'progress.moved': 'treatment',
  'progress.reported': 'treatment',
  'progress.part-stepped': 'treatment',
  'acceptance.measure-declared': 'acceptance',
  'acceptance.measure-withdrawn': 'acceptance',
  'acceptance.submitted': 'acceptance',
  'acceptance.decided': 'acceptance',
  'acceptance.notice-begun': 'acceptance',
  'acceptance.objection-recorded': 'acceptance',
  'acceptance.objection-answered': 'acceptance',
  'expert.assigned': 'works',
  'expert.relieved': 'works',
  'expert.advised': 'works',
  'expert.advice-moved': 'works',
  'bundle.saved': 'funds',
  'bundle.removed': 'funds',
  'money.entered': 'funds',
  'money.exception-granted': 'funds',
  'money.reversed': 'funds',
  'money.reward-earmarked': 'funds',
  'money.reward-released': 'funds',
  'money.reward-taken-back': 'funds',
  'money.reward-cancelled': 'funds',
  'solved-case.saved': 'treatment',
  'solved-case.published': 'treatment',
  'solved-case.withdrawn': 'treatment',
  'solved-case.outcome-changed': 'treatment',
  'notice.issued': 'treatment',
  'notice.file-added': 'treatment',
  'notice.withdrawn': 'treatment',
  'notice.opened': 'treatment',
  'notice.confirmed': 'treatment',
  'job.retried': 'jobs',
  'job.dismissed': 'jobs',
} as const satisfies Record<FactKind, FactGroup>

/** The kinds of a group. @example kindsOf('places') // ['places.imported', 'place.alias-registered', 'zone.registered', 'zone.changed'] */
export function kindsOf(group: FactGroup): readonly FactKind[] {
  return (Object.keys(groupOfKind) as readonly FactKind[]).filter(kind => groupOfKind[kind] === group) // as above
}

/** A fact as stored: link `sequence` of its county's chain. */
export type Fact<K extends FactKind = FactKind> = {
  readonly id: string
  /** Six digits; `000000` where no county is meant. */
  readonly chain: string
  readonly sequence: number
  readonly kind: K
  readonly at: string
  readonly actorId: string
  readonly regionCode: RegionCode
  /** The water, account, task ... it is about. */
  readonly subjectId: string
  readonly body: FactBodies[K]
  /** Field → salted hash of personal values; the values stand in an erasable table. */
  readonly personal: Readonly<Record<string, string>>
  readonly previousHash: string
  readonly hash: string
}
