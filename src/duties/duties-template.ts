import { dutyLevelIds, dutyLevels } from '../domain/duties.ts'
import { explainedBook } from '../platform/files/workbook/explained-book.ts'
import { dutyColumnIds, dutyColumns } from './duties-workbook.ts'

const hints = [
  ['填写说明', ''],
  ['水体编号', '必填，平台中的水体编号，可从“责任人”页导出的表中复制。'],
  [
    '级别',
    `必填：${dutyLevelIds.map(level => `${dutyLevels[level].label.zh}（${dutyLevels[level].post.zh}）`).join('、')}。`,
  ],
  ['姓名', '必填，真实姓名。'],
  ['单位', '必填，单位全称，可带职务。'],
  ['办公电话', '选填，对外公开。'],
  ['手机', '选填，仅供有权指定责任人的人员查看，不公开。'],
  ['起始日期', '必填，例如 2026-03-01，不得晚于今天。'],
  ['', ''],
  ['说明', '每行一个水体的一个级别；同一水体的三个级别写三行。全部无误才会写入，有一处问题则一行也不写入。'],
] as const

/** The blank template of a list of persons responsible, with a second sheet that says what goes where. */
export function dutiesTemplate(): Buffer {
  const lines = [dutyColumnIds.map(column => dutyColumns[column])]
  return explainedBook({ name: '责任人', lines, widths: [22, 10, 12, 28, 18, 16, 14], hints, hintWidth: 16 })
}
