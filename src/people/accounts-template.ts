import { roles, type Role } from '../domain/permissions.ts'
import { explainedBook } from '../platform/files/workbook/explained-book.ts'
import { accountColumnIds, accountColumns } from './accounts-workbook.ts'

const levelNames = { province: '省级', city: '市级', county: '区县级', town: '乡镇级', village: '村级' } as const

const hints = [
  ['填写说明', ''],
  ['姓名', '必填，真实姓名。'],
  ['用户名', '必填，2 到 32 位小写字母、数字、点、下划线或短横线，以字母或数字开头；全平台不能重复。'],
  ['角色', '必填，从下表选择。'],
  ['单位', '必填，单位全称；平台中没有的单位将在该行的行政区划下新增，导入结果中会列出。'],
  ['行政区划(代码或名称)', '必填，2、4、6、9 或 12 位代码，或完整名称，例如 500231 或 垫江县。'],
  ['手机', '选填。'],
  ['', ''],
  ['可用的角色', '可设在哪一级'],
] as const

/**
 * The blank template of the account list, with a second sheet that says what goes where.
 *
 * @param grantable the roles this person may create
 */
export function accountsTemplate(grantable: readonly Role[]): Buffer {
  const granted = grantable.map(
    role =>
      [
        roles[role].name.zh,
        roles[role].levels.map((level: keyof typeof levelNames) => levelNames[level]).join('、'),
      ] as const,
  )
  const lines = [accountColumnIds.map(column => accountColumns[column])]
  const widths = [12, 18, 20, 28, 24, 16]
  return explainedBook({ name: '账号', lines, widths, hints: [...hints, ...granted], hintWidth: 24 })
}
