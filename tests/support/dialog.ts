import type { Locator, Page } from 'playwright-core'
import { buttonName } from './button-name.ts'

export type OpenDialog = {
  readonly dialog: Locator
  /** Presses a button of it. */
  readonly press: (label: string) => Promise<void>
  /** Presses a button that closes it, and waits until it has. */
  readonly closeBy: (label: string) => Promise<void>
}

/** The dialog that is open on a page at the moment it is asked. */
export function dialogOn(page: Page): OpenDialog {
  const dialog = page.getByRole('dialog')
  const press = (label: string) => dialog.getByRole('button', { name: buttonName(label) }).click()
  const closeBy = async (label: string) => {
    await press(label)
    await dialog.waitFor({ state: 'detached' })
  }
  return { dialog, press, closeBy }
}
