import { gb3838of2002 } from './gb3838-2002.ts'
import { ruralBlackOdorous2019 } from './rural-black-odorous-2019.ts'
import { ruralBlackOdorous2023 } from './rural-black-odorous-2023.ts'
import type { Standard } from './standard.ts'
import { urbanBlackOdorous2015 } from './urban-black-odorous-2015.ts'

/** Every edition the product knows. A new one is a new file and a new line here; ids are persisted. */
export const standards: readonly Standard[] = [
  gb3838of2002,
  ruralBlackOdorous2023,
  ruralBlackOdorous2019,
  urbanBlackOdorous2015,
]

/** @example findStandard('GB3838-2002')?.title.zh */
export function findStandard(id: string): Standard | undefined {
  return standards.find(standard => standard.id === id)
}
