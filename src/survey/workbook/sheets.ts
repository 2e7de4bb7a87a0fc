/** The sheet reader serves other slices too (divisions, accounts, readings), so it lives in the platform. */
export { openWorkbook, openWorkbookContent } from '../../platform/files/workbook/sheets.ts'
export type { Sheet, SheetCell, SheetRow, Workbook, WorkbookFormat } from '../../platform/files/workbook/sheets.ts'
