import type { Bilingual } from './words.ts'
import type { RegionLevel } from './regions.ts'

/** What an endpoint may ask of its caller. Persisted: API tokens name them. */
export const permissions = {
  'water.read': { zh: '查看水体', en: 'see waters' },
  'water.write': { zh: '登记和更正水体', en: 'record and correct waters' },
  'water.import': { zh: '导入名册', en: 'import lists and surveys' },
  'water.export': { zh: '导出名册', en: 'export registers' },
  'survey.manage': { zh: '下达排查任务', en: 'set survey tasks' },
  'survey.record': { zh: '上报排查结果', en: 'report survey results' },
  'reading.record': { zh: '上报监测数据', en: 'record readings' },
  'identification.judge': { zh: '识别判定', en: 'judge waters' },
  'register.decide': { zh: '列入、调整和移出清单', en: 'enter, move and remove on the lists' },
  'duties.assign': { zh: '指定责任人', en: 'name the persons responsible' },
  'plan.write': { zh: '成因分析与编制方案', en: 'analyse causes and write plans' },
  'funds.write': { zh: '登记和测算资金', en: 'record and calculate funds' },
  'funds.approve': { zh: '批准超支例外和奖补', en: 'grant exceptions to spending and rewards' },
  'works.verify': { zh: '现场核查', en: 'verify on the spot' },
  'part.fill': { zh: '填报和会签协同事项', en: 'fill in and countersign parts of departments' },
  'acceptance.write': {
    zh: '申报验收、镇街自验和公示',
    en: 'send in files of acceptance, check them, publish notices',
  },
  'works.answer': { zh: '报送整改', en: 'answer what was found' },
  'experts.assign': { zh: '指派专家、答复技术建议', en: 'assign experts and answer their advice' },
  'experts.advise': { zh: '提出技术建议', en: 'give expert advice' },
  'notice.issue': { zh: '印发通知', en: 'issue notices' },
  'places.import': { zh: '维护行政区划', en: 'maintain divisions' },
  'people.read': { zh: '查看人员', en: 'see people' },
  'people.manage': { zh: '管理人员和账号', en: 'manage people and accounts' },
  'facts.read': { zh: '查看操作记录', en: 'read the ledger of facts' },
  'policy.write': { zh: '维护政策参数', en: 'maintain policy' },
  'jobs.manage': { zh: '处理未完成的后台任务', en: 'see to jobs that gave up' },
} as const satisfies Record<string, Bilingual>

export type Permission = keyof typeof permissions

export const permissionIds = Object.keys(permissions) as readonly Permission[] // keys of a const object are exactly its union

type RoleEntry = {
  readonly name: Bilingual
  /** Levels of division at which this role is held. */
  readonly levels: readonly RegionLevel[]
  readonly may: readonly Permission[]
}

const reads = ['water.read', 'water.export'] as const
const countyWork = [
  ...reads,
  'water.write',
  'water.import',
  'survey.manage',
  'survey.record',
  'reading.record',
  'identification.judge',
  'register.decide',
  'duties.assign',
  'plan.write',
  'funds.write',
  'funds.approve',
  'works.verify',
  'acceptance.write',
  'works.answer',
  'experts.assign',
  'notice.issue',
] as const

/**
 * The roles of a programme, as data. Administrator and auditor are kept apart (GB/T 22239-2019, level 2: separated
 * administrator and auditor): the administrator cannot decide about waters, the auditor cannot change anything.
 * Persisted: accounts name them.
 */
export const roles = {
  administrator: {
    name: { zh: '系统管理员', en: 'administrator' },
    levels: ['province', 'city', 'county'],
    may: ['people.read', 'people.manage', 'places.import', 'policy.write', 'jobs.manage', 'water.read'],
  },
  'municipal-officer': {
    name: { zh: '市级管理人员', en: 'municipal officer' },
    levels: ['province', 'city'],
    may: [...countyWork, 'people.read', 'facts.read', 'places.import'],
  },
  'county-officer': {
    name: { zh: '区县级管理人员', en: 'county officer' },
    levels: ['county'],
    may: [...countyWork, 'people.read', 'people.manage', 'facts.read'],
  },
  'town-chief': {
    name: { zh: '镇级河长', en: 'town river chief' },
    levels: ['town'],
    may: [
      ...reads,
      'water.write',
      'survey.record',
      'reading.record',
      'duties.assign',
      'works.verify',
      'acceptance.write',
      'people.read',
      'works.answer',
    ],
  },
  'village-chief': {
    name: { zh: '村级河长', en: 'village river chief' },
    levels: ['village'],
    may: ['water.read', 'survey.record', 'reading.record', 'works.verify', 'works.answer'],
  },
  operator: {
    name: { zh: '现场运行维护人员', en: 'on-site operator' },
    levels: ['county', 'town', 'village'],
    may: ['water.read', 'reading.record', 'works.answer'],
  },
  'monitoring-agency': {
    name: { zh: '监测机构', en: 'monitoring agency' },
    levels: ['province', 'city', 'county'],
    may: ['water.read', 'reading.record', 'works.answer'],
  },
  expert: {
    name: { zh: '专家', en: 'expert' },
    levels: ['province', 'city', 'county'],
    may: ['water.read', 'works.verify', 'works.answer', 'experts.advise'],
  },
  department: {
    name: { zh: '协同部门', en: 'cooperating department' },
    levels: ['province', 'city', 'county'],
    may: [...reads, 'funds.write', 'part.fill', 'works.answer'],
  },
  auditor: {
    name: { zh: '督查审计人员', en: 'auditor' },
    levels: ['province', 'city', 'county'],
    may: [...reads, 'people.read', 'facts.read'],
  },
} as const satisfies Record<string, RoleEntry>

export type Role = keyof typeof roles

export const roleIds = Object.keys(roles) as readonly Role[] // keys of a const object are exactly its union

export function roleMay(role: Role, permission: Permission): boolean {
  const allowed: readonly Permission[] = roles[role].may
  return allowed.includes(permission)
}
