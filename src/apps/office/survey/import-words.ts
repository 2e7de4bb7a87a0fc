import { many } from '../../../domain/many.ts'
import type { Bilingual } from '../../../domain/words.ts'
import type { decisions, ImportState, RowStanding, templateNames } from '../../../survey/import/contract.ts'
import type { Words } from '../../shared/i18n/words.ts'

export const importWords = {
  title: { zh: '排查导入', en: 'Import' },
  lead: {
    zh: '把区县和乡镇报来的名册、排查表直接放进来。先核查、后写入：有问题的单元格会逐个标出，在您确认之前不会写入任何内容。',
    en: 'Bring in the lists and survey workbooks of counties and towns as they are. They are checked first: every doubtful cell is named, and nothing is written before you say so.',
  },
  dropTitle: { zh: '选择 Excel 或 CSV 文件，或拖到这里', en: 'Choose an Excel or CSV file, or drop it here' },
  dropHint: {
    zh: '.xlsx、.xls、.csv，不超过 200 MB。列名不必完全一致，合并单元格、全角数字、多余空格都能识别。',
    en: '.xlsx, .xls or .csv, up to 200 MB. Column names may differ; merged cells, full-width digits and stray blanks are understood.',
  },
  sending: (name: string) => ({ zh: `正在上传“${name}”`, en: `Sending "${name}"` }),
  sent: { zh: '已上传，正在登记', en: 'Sent, being registered' },
  templates: { zh: '空白模板', en: 'Blank templates' },
  templatesHint: {
    zh: '没有现成表格时使用。按公布的列名填写，导入时即可逐列识别。',
    en: 'For those without a table of their own: filled in as it stands, every column is understood.',
  },
  toReadings: { zh: '填好后在这里导入', en: 'filled in, it is imported here' },
  past: { zh: '导入记录', en: 'Imports' },
  pastEmpty: { zh: '还没有导入过文件', en: 'No file has been imported yet' },
  pastEmptyHint: {
    zh: '从上方放入第一份名册。核查结果会保存在这里，可以分几次处理。',
    en: 'Bring in the first list above. What the check finds is kept here, so it can be settled bit by bit.',
  },
  file: { zh: '文件', en: 'File' },
  state: { zh: '状态', en: 'State' },
  rows: { zh: '读取行数', en: 'Rows read' },
  ready: { zh: '无误', en: 'Sound' },
  refused: { zh: '需更正', en: 'To correct' },
  undecided: { zh: '疑似重复', en: 'Likely duplicates' },
  by: { zh: '上传人', en: 'Uploaded by' },
  responsible: { zh: '经办人', en: 'In charge' },
  at: { zh: '上传时间', en: 'Uploaded' },
  goOn: { zh: '继续处理', en: 'Go on' },
  open: { zh: '查看', en: 'Open' },

  readingTitle: { zh: '正在逐行核查', en: 'Checking row by row' },
  readingHint: {
    zh: '可以离开本页，核查会继续；结果保存在导入记录中。',
    en: 'You may leave this page: the check goes on, and its result is kept among the imports.',
  },
  rowsSoFar: (count: string) => ({ zh: `已读取 ${count} 行`, en: `${count} rows read` }),
  writingTitle: { zh: '正在写入', en: 'Writing' },
  writingHint: {
    zh: '写入是一次完成的：要么全部成功，要么不写入。',
    en: 'It is written as a whole: all of it or none.',
  },
  failedTitle: { zh: '这个文件无法读取', en: 'This file cannot be read' },
  gaveUpReading: { zh: '核查没有完成', en: 'The check did not finish' },
  gaveUpWriting: { zh: '写入没有完成', en: 'The writing did not finish' },
  refusedTitle: { zh: '上次没有写成', en: 'It could not be written the last time' },
  tryAgain: { zh: '重试', en: 'Try again' },
  tryAnother: { zh: '换一个文件', en: 'Choose another file' },
  cancelledTitle: { zh: '这次导入已放弃，没有写入任何内容', en: 'This import was given up; nothing was written' },

  figures: { zh: '核查结果', en: 'What the check found' },
  total: { zh: '共读取', en: 'Rows read' },
  rowsUnit: { zh: '行', en: '' },
  readyNote: { zh: '可以写入', en: 'can be written' },
  refusedNote: { zh: '更正后才能写入', en: 'wait for a correction' },
  undecidedNote: { zh: '由您确认是否同一水体', en: 'you say whether it is the same water' },
  correctedNote: (count: number) => ({
    zh: `已在页面更正 ${count} 个单元格`,
    en: many(count, 'cell corrected here', 'cells corrected here'),
  }),

  tabAttention: { zh: '需要处理', en: 'Needs you' },
  tabPreview: { zh: '全部行', en: 'All rows' },
  tabRemarks: { zh: '表头和工作表说明', en: 'Sheets and columns' },
  showAttention: { zh: '全部', en: 'All' },
  showWarned: { zh: '有提醒', en: 'Warnings' },
  settled: { zh: '已确认', en: 'Decided' },
  nextOpen: { zh: '下一处待处理', en: 'Next open row' },
  nothingOpen: { zh: '没有需要处理的行', en: 'No row needs you' },
  nothingOpenHint: {
    zh: '各行都可以写入。请核对“全部行”后写入。',
    en: 'Every row can be written. Look through "All rows", then write.',
  },
  nothingOfKind: { zh: '没有这一类的行', en: 'No row of this kind' },
  noRemarks: { zh: '表头和工作表没有需要说明的地方', en: 'Nothing to say about sheets or columns' },
  row: (row: number) => ({ zh: `第 ${row} 行`, en: `Row ${row}` }),
  unnamed: { zh: '（未填水体名称）', en: '(no name)' },
  wholeRow: { zh: '整行', en: 'whole row' },
  cell: { zh: '单元格', en: 'Cell' },
  written: { zh: '原文', en: 'As written' },
  emptyCell: { zh: '空白', en: 'empty' },
  newText: (cell: string, field: string) => ({ zh: `更正 ${cell} ${field}`, en: `Correct ${cell} ${field}` }),
  undoCell: { zh: '撤回此格的更正', en: 'Take back this correction' },
  corrected: { zh: '已更正', en: 'corrected' },
  otherCells: { zh: '更正本行其他单元格', en: 'Correct another cell of this row' },
  hideCells: { zh: '收起', en: 'Fold' },
  why: { zh: '查看本行', en: 'This row' },
  draftCount: (count: number) => ({
    zh: `已填写 ${count} 处更正，尚未核查`,
    en: many(count, 'correction, not checked yet', 'corrections, not checked yet'),
  }),
  checkAgain: { zh: '重新核查', en: 'Check again' },
  dropDrafts: { zh: '全部撤回', en: 'Take all back' },

  notes: (count: number) => ({ zh: `${count} 处读取说明`, en: many(count, 'note', 'notes') }),
  hideNotes: { zh: '收起说明', en: 'Hide the notes' },
  swap: { zh: '对调经度和纬度', en: 'Exchange longitude and latitude' },
  registerPlace: { zh: '此地名无误，按来源登记', en: 'The name is right: register it with its source' },
  registerExplain: {
    zh: '区划版本里没有、但文件或名册中确有的地名，可登记在所在乡镇之下。登记后同名的行都能识别；水体按乡镇归属。',
    en: 'A name that a list or letter has and the edition lacks is registered under its town. All rows with it are then understood; the waters belong to the town.',
  },
  registerName: { zh: '地名', en: 'Name' },
  registerTown: { zh: '所在乡镇（街道）', en: 'Town it lies in' },
  registerSource: { zh: '来源', en: 'Source' },
  registerSourceHint: { zh: '写明文件、名册或通报的名称和日期', en: 'The notice, list or letter, with its date' },
  registerSubmit: { zh: '登记并重新核查', en: 'Register and check again' },
  registerNeeded: { zh: '请填写', en: 'Fill this in' },

  duplicateTitle: { zh: '可能是已登记的水体', en: 'May be a water already on record' },
  inFile: { zh: '表中这一行', en: 'This row' },
  onRecord: { zh: '已登记的水体', en: 'On record' },
  openWater: { zh: '打开水体页', en: 'Open the water' },
  distance: (metres: string) => ({ zh: `相距约 ${metres} 米`, en: `about ${metres} m apart` }),
  decideLabel: { zh: '这一行怎么处理', en: 'What to do with this row' },
  decided: (decision: string) => ({ zh: `已选择：${decision}`, en: `Chosen: ${decision}` }),
  willUpdate: (code: string) => ({ zh: `更新 ${code}`, en: `updates ${code}` }),
  willCreate: { zh: '新增', en: 'new water' },
  willSkip: { zh: '跳过', en: 'left out' },
  willWait: { zh: '待处理', en: 'waits' },

  position: { zh: '位置', en: 'Where' },
  water: { zh: '水体', en: 'Water' },
  place: { zh: '所在地', en: 'Place' },
  effect: { zh: '写入后', en: 'Once written' },
  fieldsShown: { zh: '主要内容', en: 'What it says' },
  warnings: { zh: '提醒', en: 'Warnings' },

  checkBeforeWriting: {
    zh: '刚填写的更正还没有核查，请先“重新核查”再写入。',
    en: 'Corrections just typed are not checked yet: check again before writing.',
  },
  commitTitle: { zh: '写入', en: 'Write' },
  allSound: (rows: string) => ({ zh: `${rows} 行都已核查无误。`, en: `All rows are sound (${rows}).` }),
  someOpen: (open: string) => ({
    zh: `还有 ${open} 行没有处理完。可以先处理，也可以只写入无误的行。`,
    en: `${many(open, 'row is', 'rows are')} still open. Settle what is left, or write only the sound rows.`,
  }),
  commitAll: (rows: string) => ({
    zh: `写入全部 ${rows} 行`,
    en: `Write ${rows === '1' ? 'the row' : `all ${rows} rows`}`,
  }),
  commitSound: (rows: string) => ({
    zh: `只写入无误的 ${rows} 行`,
    en: `Write the ${many(rows, 'sound row', 'sound rows')} only`,
  }),
  confirmAll: (rows: string) => ({ zh: `确认写入 ${rows} 行？`, en: `Write ${many(rows, 'row', 'rows')}?` }),
  confirmAllText: {
    zh: '写入后水体进入台账，并记入操作记录，不能整批撤回；个别错误可在水体页更正。',
    en: 'The waters enter the register and the ledger. A batch cannot be taken back; single mistakes are corrected on the page of the water.',
  },
  confirmSoundText: (rows: string, open: string) => ({
    zh: `写入 ${rows} 行；其余 ${open} 行不写入，本次导入随即结束。剩下的行请在标出问题的工作簿里改好后再导入。`,
    en: `${many(rows, 'row is', 'rows are')} written; the other ${many(open, 'is', 'are')} not, and this import ends. Correct what is left in the marked workbook and import it again.`,
  }),
  answerWorkbook: { zh: '下载标出问题的工作簿', en: 'Workbook with problems marked' },
  answerHint: {
    zh: '原表不变，有问题的单元格标色并附说明，可发回乡镇修改后再导入。',
    en: 'The table as it was, with doubtful cells coloured and explained: send it back to the town, then import it again.',
  },
  giveUp: { zh: '放弃这次导入', en: 'Give up this import' },
  giveUpConfirm: {
    zh: '放弃后不会写入任何内容，页面上的更正也不再保留。',
    en: 'Nothing will be written, and the corrections made here are lost.',
  },

  doneTitle: { zh: '已写入', en: 'Written' },
  created: { zh: '新登记', en: 'New waters' },
  updated: { zh: '更新', en: 'Updated' },
  unchanged: { zh: '无变化', en: 'Unchanged' },
  leftOut: { zh: '未写入', en: 'Not written' },
  toWaters: { zh: '到水体台账查看', en: 'See them among the waters' },
  toJudge: { zh: '去识别判定', en: 'Go on to identification' },
  another: { zh: '再导入一个文件', en: 'Import another file' },
  findWater: { zh: '在台账中查找', en: 'Find it' },
} as const satisfies Words

export const importStateWords = {
  reading: { zh: '核查中', en: 'being checked' },
  ready: { zh: '待写入', en: 'ready to write' },
  open: { zh: '待处理', en: 'needs you' },
  writing: { zh: '写入中', en: 'being written' },
  imported: { zh: '已写入', en: 'written' },
  cancelled: { zh: '已放弃', en: 'given up' },
  failed: { zh: '未完成', en: 'stopped' },
} as const satisfies Record<ImportState, Bilingual>

/** Kinds of rows, the most pressing first. */
export const standingWords = {
  refused: {
    label: { zh: '需更正', en: 'To correct' },
    note: { zh: '更正后才能写入', en: 'not written until corrected' },
  },
  undecided: {
    label: { zh: '待确认', en: 'To decide' },
    note: { zh: '可能是已登记的水体，由您确认', en: 'may be a water on record: you decide' },
  },
  warned: {
    label: { zh: '有提醒', en: 'Warnings' },
    note: { zh: '可以写入，建议核对', en: 'can be written; worth a look' },
  },
  clean: { label: { zh: '无问题', en: 'Clean' }, note: { zh: '可以写入', en: 'can be written' } },
} as const satisfies Record<RowStanding, { label: Bilingual; note: Bilingual }>

export const decisionWords = {
  same: {
    label: { zh: '同一水体', en: 'Same water' },
    explain: { zh: '用这一行更新已登记的水体', en: 'this row updates the water on record' },
  },
  new: {
    label: { zh: '另一个水体', en: 'Another water' },
    explain: { zh: '作为新水体登记', en: 'it is recorded as a new water' },
  },
  skip: {
    label: { zh: '跳过这一行', en: 'Leave it out' },
    explain: { zh: '不写入', en: 'nothing is written' },
  },
} as const satisfies Record<(typeof decisions)[number], { label: Bilingual; explain: Bilingual }>

export const templateWords = {
  'official-list': {
    label: { zh: '监管清单（附件 3 格式）', en: 'Official list (annex 3)' },
    hint: { zh: '已认定、已列入清单的水体', en: 'waters identified and listed' },
  },
  survey: {
    label: { zh: '排查表', en: 'Survey' },
    hint: { zh: '疑似水体及感官、问卷、监测依据', en: 'suspected waters with their three bases' },
  },
  readings: {
    label: { zh: '监测数据表', en: 'Readings' },
    hint: { zh: '各点位的水质监测结果', en: 'samples point by point' },
  },
} as const satisfies Record<(typeof templateNames)[number], { label: Bilingual; hint: Bilingual }>
