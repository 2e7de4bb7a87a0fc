import { note, refusal, warning, type Remark } from './row-problems.ts'
import { searchedRows } from './own-parts.ts'
import type { Sheet, SheetRow, Workbook } from './sheet.ts'

/** The first rows of a sheet that hold something, as many as a header is looked for in. */
export async function openingOf(workbook: Workbook, sheet: Sheet): Promise<readonly SheetRow[]> {
  const opening: SheetRow[] = []
  for await (const row of workbook.rows(sheet)) {
    if (row.cells.length > 0) opening.push(row)
    if (opening.length >= searchedRows) break
  }
  return opening
}

export function hiddenSheet(sheet: Sheet): Remark {
  return warning('sheet.hidden', {
    zh: `工作表“${sheet.name}”是隐藏的，没有读取。需要导入时请取消隐藏。`,
    en: `The sheet “${sheet.name}” is hidden and was not read. Unhide it to import it.`,
  })
}

export function nothingToRead(): Remark {
  return refusal('workbook.nothing', {
    zh: '工作簿里没有可读的内容：工作表都是空的或隐藏的。请确认选对了文件。',
    en: 'The workbook has nothing to read: its sheets are empty or hidden. Check that it is the right file.',
  })
}

export function hiddenRow(): Remark {
  return warning('row.hidden', {
    zh: '这一行在表中是隐藏或被筛选掉的，同样读取了。不要导入时请删除这一行。',
    en: 'This row is hidden or filtered out in the sheet; it was read all the same. Delete it if it should not be imported.',
  })
}

/** A number that is a date without its format. @param shown as it was read */
export function lostDateFormat(text: string, shown: string): Remark {
  return note('date.serial', {
    zh: `“${text}”是丢了日期格式的 Excel 日期，按 ${shown} 读取。`,
    en: `“${text}” is an Excel date that lost its format and is read as ${shown}.`,
  })
}

export function noSuchDay(text: string): Remark {
  return refusal('date.no-such-day', {
    zh: `“${text}”这一天不存在。请核对月和日。`,
    en: `There is no such day as “${text}”. Check the month and the day.`,
  })
}
