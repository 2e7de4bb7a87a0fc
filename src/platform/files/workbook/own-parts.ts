/** The column that an answer adds behind the officer's own; skipped where the file comes back. */
export const ownColumn = '问题说明'

/** Sheets of answers and templates: not the officer's list, and skipped. */
export const ownSheets: readonly string[] = ['问题清单', '填写说明', '示例']

/** A header stands below at most this many title and note rows. */
export const searchedRows = 30
