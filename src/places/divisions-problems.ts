import type { Bilingual } from '../domain/words.ts'

type Details = { readonly value: string; readonly other?: string }

type Entry = { readonly severity: 'refuse' | 'warn' | 'info'; readonly say: (details: Details) => Bilingual }

/** Everything that may be wrong with a file of divisions. `refuse` refuses the whole file. Persisted: reports name the codes. */
export const divisionProblems = {
  'header.missing': {
    severity: 'refuse',
    say: ({ value }) => ({
      zh: `找不到含有“${value}”列的表头。表头应有 code（代码、区划代码）和 name（名称）两列。`,
      en: `No header row with a column “${value}” was found. The header needs code (代码, 区划代码) and name (名称).`,
    }),
  },
  'code.missing': {
    severity: 'refuse',
    say: ({ value }) => ({
      zh: `“${value}”没有代码。请补填区划代码。`,
      en: `“${value}” has no code. Fill in its division code.`,
    }),
  },
  'code.digits-lost': {
    severity: 'refuse',
    say: ({ value }) => ({
      zh: `代码“${value}”是科学计数法，末位数字已丢失。请把该列设为文本格式后，从原始文件重新复制。`,
      en: `Code “${value}” is in scientific notation and has lost its last digits. Set the column to text and copy it again from the original.`,
    }),
  },
  'code.shape': {
    severity: 'refuse',
    say: ({ value }) => ({
      zh: `代码“${value}”应为 2、4、6、9 或 12 位数字（省、市、县、乡镇、村）。请核对。`,
      en: `Code “${value}” must have 2, 4, 6, 9 or 12 digits (province, city, county, town, village). Check it.`,
    }),
  },
  'code.province': {
    severity: 'refuse',
    say: ({ value }) => ({
      zh: `代码“${value}”的前两位不是任何省级代码。请核对是否缺了前导数字。`,
      en: `The first two digits of code “${value}” are no province. Check whether leading digits are missing.`,
    }),
  },
  'code.repeated': {
    severity: 'warn',
    say: ({ value, other }) => ({
      zh: `代码 ${value} 在${other ?? ''}已出现过，名称相同，只记一次。`,
      en: `Code ${value} stands at ${other ?? ''} already with the same name; it is taken once.`,
    }),
  },
  'code.two-names': {
    severity: 'refuse',
    say: ({ value, other }) => ({
      zh: `代码 ${value} 在${other ?? ''}已用于另一个名称。一个代码只能对应一个地方，请更正其中之一。`,
      en: `Code ${value} stands at ${other ?? ''} with another name. One code is one place: correct one of them.`,
    }),
  },
  'name.missing': {
    severity: 'refuse',
    say: ({ value }) => ({ zh: `代码 ${value} 没有名称。请补填。`, en: `Code ${value} has no name. Fill it in.` }),
  },
  'name.unreadable': {
    severity: 'refuse',
    say: ({ value }) => ({
      zh: `名称“${value}”不含汉字或已成乱码。请用 UTF-8 或 GB18030 编码重新保存文件。`,
      en: `The name “${value}” holds no Chinese character or is garbled. Save the file again as UTF-8 or GB18030.`,
    }),
  },
  'name.too-long': {
    severity: 'refuse',
    say: ({ value }) => ({
      zh: `名称“${value.slice(0, 20)}…”超过 50 个字，不像地名。请检查是否错列。`,
      en: `The name “${value.slice(0, 20)}…” has more than 50 characters and is hardly a place. Check whether columns have shifted.`,
    }),
  },
  'name.twice': {
    severity: 'warn',
    say: ({ value, other }) => ({
      zh: `“${value}”与${other ?? ''}同名，同属一个上级。照原样导入；只写名称的名册遇到它会被退回，请核对是否重复。`,
      en: `“${value}” has the same name and parent as ${other ?? ''}. Imported as it is; lists that give the name alone will be refused. Check whether one is a repetition.`,
    }),
  },
  'parent.absent': {
    severity: 'refuse',
    say: ({ value, other }) => ({
      zh: `“${value}”的上级（代码 ${other ?? ''}）不在文件中，系统里也没有。请把上级区划放进同一次导入。`,
      en: `The parent of “${value}” (code ${other ?? ''}) is neither in these files nor known. Import the upper level together with it.`,
    }),
  },
  'parent.differs': {
    severity: 'refuse',
    say: ({ value, other }) => ({
      zh: `代码 ${value} 与同一行的上级代码 ${other ?? ''} 不一致。请核对是哪一个写错。`,
      en: `Code ${value} does not lie in the upper code ${other ?? ''} of the same row. Check which of them is wrong.`,
    }),
  },
  'city.unnamed': {
    severity: 'refuse',
    say: ({ value }) => ({
      zh: `不知道代码 ${value} 的城市叫什么。请填写“城市名称”（命令行用 --name），或在文件中加上这一行。`,
      en: `The name of the city ${value} is not known. Give the name of the city (--name on the command line), or add its row to the file.`,
    }),
  },
  'city.name-for-several': {
    severity: 'refuse',
    say: ({ value, other }) => ({
      zh: `给出了一个城市名称“${value}”，但文件含多个城市（${other ?? ''}）。请分开导入，或在文件中写明各市名称。`,
      en: `One city name “${value}” was given, but the files hold several cities (${other ?? ''}). Import them one by one, or name them in the file.`,
    }),
  },
  'edition.missing': {
    severity: 'refuse',
    say: () => ({
      zh: '没有写明区划版本年份。请填写“版本年份”（如 2023；命令行用 --edition），或在文件中加“版本”列。',
      en: 'The edition is not stated. Give its year (such as 2023; --edition on the command line), or add a column 版本 (edition).',
    }),
  },
  'edition.wrong': {
    severity: 'refuse',
    say: ({ value }) => ({
      zh: `区划版本“${value}”应为四位年份，例如 2023。`,
      en: `The edition “${value}” must be a year of four digits, such as 2023.`,
    }),
  },
  'edition.differs': {
    severity: 'refuse',
    say: ({ value, other }) => ({
      zh: `这里写的版本是“${value}”，与本次导入的 ${other ?? ''} 不同。一次只能导入一个版本。`,
      en: `The edition here is “${value}”, but this import is for ${other ?? ''}. Import one edition at a time.`,
    }),
  },
  'counties.gone': {
    severity: 'warn',
    say: ({ value, other }) => ({
      zh: `文件中没有 ${other ?? ''} 个现有区县（${value} 等），导入后它们连同乡镇、村全部撤销。如果文件只是一部分，请不要导入，改为逐个区县导入。`,
      en: `${other ?? ''} counties on record are not in the files (${value} ...): importing retires them with all their towns and villages. If this is only a part, do not import it; import county by county.`,
    }),
  },
  'file.no-rows': {
    severity: 'refuse',
    say: ({ value }) => ({
      zh: `“${value}”里没有任何区划。请核对文件。`,
      en: `“${value}” holds no division at all. Check the file.`,
    }),
  },
  'file.skipped': {
    severity: 'info',
    say: ({ value }) => ({
      zh: `“${value}”不是表格（csv、xlsx、xls），已略过。`,
      en: `“${value}” is not a table (csv, xlsx, xls) and was left out.`,
    }),
  },
  'rows.grouping': {
    severity: 'info',
    say: ({ value }) => ({
      zh: `略过 ${value} 行“市辖区、县、省直辖县级行政区划”：它们只是代码分组，不是地方。`,
      en: `${value} rows such as 市辖区 and 县 were left out: they only group codes and are no places.`,
    }),
  },
  'villages.none': {
    severity: 'warn',
    say: () => ({
      zh: '文件中没有村级区划：导入后只能核对到乡镇。请一并导入村级代码表。',
      en: 'The files hold no villages: lists can then be checked down to towns only. Import the village codes as well.',
    }),
  },
  'problems.more': {
    severity: 'info',
    say: ({ value }) => ({ zh: `另有 ${value} 个问题没有列出。`, en: `${value} more problems are not listed.` }),
  },
} as const satisfies Record<string, Entry>

export type DivisionProblemCode = keyof typeof divisionProblems

/** Where in the files a problem stands. `cell` is an A1 address; absent where the file as a whole is meant. */
export type FilePlace = { readonly file: string; readonly sheet?: string; readonly cell?: string }

export type DivisionProblem = FilePlace & {
  readonly code: DivisionProblemCode
  readonly severity: 'refuse' | 'warn' | 'info'
} & Bilingual

/** @example divisionProblem('code.missing', { file: 'a.csv', cell: 'A3' }, { value: '沙坪镇' }) */
export function divisionProblem(code: DivisionProblemCode, at: FilePlace, details: Details): DivisionProblem {
  const { severity, say } = divisionProblems[code]
  return { ...at, code, severity, ...say(details) }
}

/** `streets.csv A3`, for naming one place in the sentence about another. */
export function placeWords(at: FilePlace): string {
  return [at.file, at.sheet, at.cell].filter(part => part !== undefined && part !== 'csv').join(' ')
}
