import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { roleIds } from '../../../domain/permissions.ts'

/** What the page of people keeps in its address. */
export const PeopleSearch = z.object({
  tab: z.enum(['organisations', 'roles']).optional(),
  search: z.string().max(50).optional(),
  role: z.enum(roleIds).optional(),
  region: RegionCodeText.optional(),
  disabled: z.enum(['true', 'false']).optional(),
  account: z.uuid().optional(),
})
export type PeopleSearch = z.output<typeof PeopleSearch>
