/** One line of progress on standard error, overwritten as it goes; silent where nobody looks at it. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}

export function endProgress(): void {
  showProgress('')
}
