import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** What a page needs to know of the platform before anybody signs in. */
export const Settings = z.object({
  version: z.string(),
  /** Key of the official base map, where the operator has one; without it waters stand on a plain ground. */
  tiandituKey: z.string().optional(),
})

export const getSettings = endpoint({
  method: 'GET',
  path: '/settings',
  tag: 'platform',
  summary: { zh: '平台设置', en: 'Platform settings' },
  may: 'anyone',
  answer: Settings,
})
