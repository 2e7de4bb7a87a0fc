import type { Bilingual } from '../domain/words.ts'

/** One line of progress on standard error, overwritten as it goes; silent where nobody looks at it. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`)
}

export function endProgress(): void {
  showProgress('')
}

/** The same, in both languages. */
export function progressLine(): { readonly say: (words: Bilingual) => void; readonly clear: () => void } {
  return { say: ({ zh, en }) => showProgress(`  ${zh} ${en}`), clear: endProgress }
}
