import type { Role } from '../src/domain/permissions.ts'
import type { RegionCode } from '../src/domain/regions.ts'
import type { OrganisationKind } from '../src/people/rules.ts'
import type { DivisionTable } from '../src/places/divisions.ts'
import { inventedMark } from './facts.ts'

/** A person of the example; all of them are invented. */
export type Person = {
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly regionCode: RegionCode
  readonly organisation: { readonly name: string; readonly kind: OrganisationKind }
  /** Listed in the table that the demonstration prints; the officers of the other counties are summed up there. */
  readonly shown: boolean
}

/** Names of Chongqing's counties as usernames of their officers. */
export const countyUsernames: Readonly<Record<string, string>> = {
  500101: 'wanzhou', 500102: 'fuling', 500103: 'yuzhong', 500104: 'dadukou', 500105: 'jiangbei', 500106: 'shapingba',
  500107: 'jiulongpo', 500108: 'nanan', 500109: 'beibei', 500110: 'qijiang', 500111: 'dazu', 500112: 'yubei',
  500113: 'banan', 500114: 'qianjiang', 500115: 'changshou', 500116: 'jiangjin', 500117: 'hechuan', 500118: 'yongchuan',
  500119: 'nanchuan', 500120: 'bishan', 500151: 'tongliang', 500152: 'tongnan', 500153: 'rongchang', 500154: 'kaizhou',
  500155: 'liangping', 500156: 'wulong', 500229: 'chengkou', 500230: 'fengdu', 500231: 'dianjiang', 500233: 'zhongxian',
  500235: 'yunyang', 500236: 'fengjie', 500237: 'wushan', 500238: 'wuxi', 500240: 'shizhu', 500241: 'xiushan',
  500242: 'youyang', 500243: 'pengshui',
} // prettier-ignore

/** A second officer in the counties of the named waters: nobody decides about a file of their own. */
export const deputyOf: Readonly<Record<string, string>> = {
  500116: 'jiangjin-deputy',
  500118: 'yongchuan-deputy',
  500231: 'dianjiang-deputy',
}

export const municipalOfficer = 'municipal'
export const laboratory = 'monitoring'
export const invitedExpert = 'expert'
export const townChief = 'shaping'

const city = '500000000000'
const dianjiang = '500231000000'
const shapingTown = '500231102000'
const qianjinVillage = '500231102201'

const shownCounties: readonly string[] = ['500231', '500118', '500116']

export function cast(table: DivisionTable): readonly Person[] {
  const counties = table.all.filter(({ level, code }) => level === 'county' && code.startsWith('50'))
  const officers = counties.map(({ code, name }, index) => countyOfficer(code, name, index))
  return [...fixedCast, ...officers].map(person => ({
    ...person,
    displayName: `${person.displayName}${inventedMark}`,
    organisation: { ...person.organisation, name: `${person.organisation.name}${inventedMark}` },
  }))
}

const surnames = ['赵', '钱', '孙', '李', '周', '吴', '郑', '冯', '陈', '蒋', '沈', '韩', '杨', '朱', '秦', '许', '何', '吕', '张'] // prettier-ignore
const givenNames = ['敏', '勇', '静', '强', '丽', '军', '芳', '磊', '娟', '涛', '霞'] as const

function countyOfficer(regionCode: RegionCode, county: string, index: number): Person {
  const username = countyUsernames[regionCode.slice(0, 6)]
  if (username === undefined) throw new RangeError(`no username for ${regionCode}`)
  return {
    username,
    displayName: `${surnames[index % surnames.length]}${givenNames[index % givenNames.length]}`,
    role: 'county-officer',
    regionCode,
    organisation: { name: `${county}生态环境局`, kind: 'bureau' },
    shown: shownCounties.includes(regionCode.slice(0, 6)),
  }
}

const municipalBureau = { name: '重庆市生态环境局', kind: 'bureau' } as const
const fixedCast: readonly Person[] = [
  { username: 'admin', displayName: '系统管理员', role: 'administrator', regionCode: city, organisation: municipalBureau, shown: true },
  { username: municipalOfficer, displayName: '王敏', role: 'municipal-officer', regionCode: city, organisation: municipalBureau, shown: true },
  { username: 'auditor', displayName: '沈正', role: 'auditor', regionCode: city, organisation: { name: '重庆市生态环境督查组', kind: 'audit' }, shown: true },
  { username: 'agriculture', displayName: '田禾', role: 'department', regionCode: city, organisation: { name: '重庆市农业农村委员会', kind: 'department' }, shown: true },
  { username: invitedExpert, displayName: '顾清源', role: 'expert', regionCode: city, organisation: { name: '农村黑臭水体治理专家组', kind: 'expert-group' }, shown: true },
  { username: laboratory, displayName: '李测', role: 'monitoring-agency', regionCode: city, organisation: { name: '重庆水质监测中心', kind: 'laboratory' }, shown: true },
  { username: 'dianjiang-admin', displayName: '陈管', role: 'administrator', regionCode: dianjiang, organisation: { name: '垫江县生态环境局', kind: 'bureau' }, shown: true },
  { username: 'jiangjin-deputy', displayName: '金平', role: 'county-officer', regionCode: '500116000000', organisation: { name: '江津区生态环境局', kind: 'bureau' }, shown: false },
  { username: 'yongchuan-deputy', displayName: '郑军', role: 'county-officer', regionCode: '500118000000', organisation: { name: '永川区生态环境局', kind: 'bureau' }, shown: false },
  { username: 'dianjiang-deputy', displayName: '孙强', role: 'county-officer', regionCode: dianjiang, organisation: { name: '垫江县生态环境局', kind: 'bureau' }, shown: false },
  { username: townChief, displayName: '周大川', role: 'town-chief', regionCode: shapingTown, organisation: { name: '沙坪镇人民政府', kind: 'government' }, shown: true },
  { username: 'operator', displayName: '罗勤', role: 'operator', regionCode: shapingTown, organisation: { name: '沙坪镇水环境运行维护站', kind: 'operator' }, shown: true },
  { username: 'qianjin', displayName: '吴前', role: 'village-chief', regionCode: qianjinVillage, organisation: { name: '前进村村民委员会', kind: 'village-committee' }, shown: true },
] // prettier-ignore
