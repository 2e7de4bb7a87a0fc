import { many } from '../../../domain/many.ts'
import type { Words } from '../../shared/i18n/words.ts'

export const readingsImportWords = {
  title: { zh: '监测数据导入', en: 'Import readings' },
  lead: {
    zh: '把实验室或监测机构的结果表直接放进来，一行一次采样。先核查、后写入：每个有问题的单元格都会写明位置、原因和处理办法。',
    en: 'Bring in the tables of laboratories and agencies as they are, one sample a row. They are checked first: every bad cell is named with its reason and remedy.',
  },
  dropTitle: { zh: '选择 Excel 或 CSV 文件，或拖到这里', en: 'Choose an Excel or CSV file, or drop it here' },
  dropHint: {
    zh: '.xlsx、.xls、.csv，不超过 20 MB、2000 行。',
    en: '.xlsx, .xls or .csv, up to 20 MB and 2,000 rows.',
  },
  how: { zh: '怎么写', en: 'How to write it' },
  template: { zh: '空白模板', en: 'Blank template' },
  checking: (name: string) => ({ zh: `正在核查“${name}”`, en: `Checking “${name}”` }),
  figures: { zh: '核查结果', en: 'What the check found' },
  read: { zh: '读取', en: 'Read' },
  readNote: { zh: '行', en: 'rows' },
  fresh: { zh: '可写入', en: 'To record' },
  written: { zh: '已写入', en: 'Recorded' },
  freshNote: { zh: '新的监测数据', en: 'new readings' },
  unchanged: { zh: '已有', en: 'Known' },
  unchangedNote: { zh: '平台上已登记，不再写入', en: 'on record already' },
  refused: { zh: '需更正', en: 'To correct' },
  refusedNote: { zh: '更正后才能写入', en: 'wait for a correction' },
  allSound: (count: number) => ({
    zh: `全部无误，可以写入 ${count} 次监测`,
    en: `All rows are sound: ${many(count, 'reading', 'readings')} can be recorded`,
  }),
  nothingNew: {
    zh: '文件里的监测数据都已登记过，没有要写入的内容',
    en: 'Every reading of this file is on record already; there is nothing to write',
  },
  nothingRead: {
    zh: '表里没有监测数据的行',
    en: 'The table holds no row of readings',
  },
  hasRefusals: (refused: number) => ({
    zh: `有 ${refused} 行需更正，还没有写入任何内容`,
    en: `${many(refused, 'row needs', 'rows need')} correction; nothing was written yet`,
  }),
  hasRefusalsHint: {
    zh: '在 Excel 中改正后重新选择文件；也可以下载标出问题的工作簿，在里面改好再导入。',
    en: 'Correct them in Excel and choose the file again; or download the workbook with its problems marked, correct that and import it.',
  },
  write: (count: number) => ({ zh: `写入 ${count} 次监测`, en: `Record ${many(count, 'reading', 'readings')}` }),
  writeSound: (count: number) => ({
    zh: `只写入无误的 ${count} 行`,
    en: `Record the ${many(count, 'sound row', 'sound rows')} only`,
  }),
  marked: { zh: '下载标出问题的工作簿', en: 'Workbook with problems marked' },
  done: (count: number) => ({
    zh: `已写入 ${count} 次监测`,
    en: `${many(count, 'reading', 'readings')} recorded`,
  }),
  doneHint: {
    zh: '在各水体的页面上可以看到这些数据，操作记录中每次监测各有一条。',
    en: 'They stand on the pages of their waters, each with an entry of its own in the ledger.',
  },
  willJudge: (count: number) => ({
    zh: `其中 ${count} 个疑似水体有了新数据，写入后自动按现行标准判定。`,
    en: `${many(count, 'suspected water has', 'suspected waters have')} new readings and will be judged by the standard in force.`,
  }),
  willWait: (count: number) => ({
    zh: `其中 ${count} 个疑似水体有了新数据，等待区县人员判定。`,
    en: `${many(count, 'suspected water has', 'suspected waters have')} new readings and wait for an officer to judge.`,
  }),
  toWaters: { zh: '查看水体台账', en: 'To the waters' },
  problems: { zh: '问题与说明', en: 'Problems and notes' },
  problemsCount: (refused: number, warned: number) => ({
    zh: `需更正 ${refused} 处，提醒 ${warned} 处`,
    en: `${refused} to correct, ${many(warned, 'warning', 'warnings')}`,
  }),
  notesToo: (count: number) => ({
    zh: `也显示 ${count} 条读取说明`,
    en: `Show ${many(count, 'note', 'notes')} on how it was read`,
  }),
  level: { zh: '级别', en: 'Level' },
  cell: { zh: '单元格', en: 'Cell' },
  sheet: { zh: '工作表', en: 'Sheet' },
  problem: { zh: '问题与处理办法', en: 'What is wrong and what to do' },
  wholeSheet: { zh: '整个表', en: 'whole sheet' },
  rowOf: (row: number) => ({ zh: `第 ${row} 行`, en: `row ${row}` }),
} as const satisfies Words

export const severityWords = {
  refuse: { zh: '需更正', en: 'to correct' },
  warn: { zh: '提醒', en: 'warning' },
  info: { zh: '说明', en: 'note' },
} as const

/** What the check understands, in the order of a row. */
export const writingHints = [
  {
    zh: '水体：写水体编号；或写水体名称，同名时加乡镇、村。',
    en: 'Water: its code; or its name, with town and village where several share it.',
  },
  {
    zh: '时间：如 2026-03-12 09:30；只知道日期就写日期。',
    en: 'Time: such as 2026-03-12 09:30; the date alone where no more is known.',
  },
  {
    zh: '指标：一个指标一列，列名里写单位，如“氨氮(mg/L)”。单元格里另写单位的会换算。',
    en: 'Parameters: a column each with its unit in the header, such as 氨氮(mg/L). A unit in the cell is converted.',
  },
  {
    zh: '低于检出限：写 <0.025、0.025L、未检出或 ND；单列一行“检出限”，其下各行的“未检出”就按它登记。',
    en: 'Below detection: <0.025, 0.025L, 未检出 or ND; a row 检出限 gives the limits for 未检出 in the rows below it.',
  },
  {
    zh: '没有测就留空。已登记的数据不会被覆盖；同一文件再导入不会改变任何内容。',
    en: 'Leave empty what was not measured. Nothing on record is overwritten; the same file again changes nothing.',
  },
] as const
