import { z } from 'zod'
import type { Bilingual } from './words.ts'

/** `platform`: no person, a job of the platform itself. `erased`: the name was erased; what was done stays done. */
export const personStandingIds = ['working', 'disabled', 'erased', 'platform'] as const
export type PersonStanding = (typeof personStandingIds)[number]

/** Whoever did something, as far as the reader may know: never a telephone number, an e-mail address or a role. */
export const PersonLabel = z.object({
  id: z.uuid(),
  standing: z.enum(personStandingIds),
  /** As the account is called now; absent for the platform and for erased accounts. */
  name: z.string().optional(),
  organisation: z.string().optional(),
  /** Only of people in the reader's own jurisdiction: it is half of what signs in. */
  username: z.string().optional(),
})
export type PersonLabel = z.output<typeof PersonLabel>

/** Words for a standing; where there is no name they stand for it. */
export const personStandings = {
  working: { zh: '在用', en: 'in use' },
  disabled: { zh: '账号已停用', en: 'account disabled' },
  erased: { zh: '已注销人员', en: 'erased account' },
  platform: { zh: '系统', en: 'the platform' },
} as const satisfies Record<PersonStanding, Bilingual>

/** The name alone, never empty. @example nameWords({ id, standing: 'platform' }).en // 'the platform' */
export function nameWords({ name, standing }: PersonLabel): Bilingual {
  return name === undefined ? personStandings[standing] : { zh: name, en: name }
}

/**
 * Name and organisation, for tables that leave the page and for print.
 *
 * @example personWords(label).zh // '王芳（永川区生态环境局）'
 */
export function personWords(label: PersonLabel): Bilingual {
  const { zh, en } = nameWords(label)
  if (label.organisation === undefined) return { zh, en }
  return { zh: `${zh}（${label.organisation}）`, en: `${en} (${label.organisation})` }
}
