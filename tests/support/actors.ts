import { roleMay, type Role } from '../../src/domain/permissions.ts'
import type { RegionCode } from '../../src/domain/regions.ts'
import { uuidv7 } from '../../src/domain/ids.ts'
import { rangeOf, type Actor } from '../../src/platform/actor.ts'

/** A person of the fixed cast with a role and a jurisdiction, without account or session behind it. */
export function actorOf(username: string, role: Role, region: RegionCode): Actor {
  return {
    accountId: uuidv7(Date.parse('2026-11-01T00:00:00Z')),
    username,
    role,
    region,
    range: rangeOf(region),
    may: permission => roleMay(role, permission),
    via: 'session',
  }
}

/** Wang surveys for the city; Li and Zhao are officers of two counties; Chen records in a town of Li's county. */
export const cast = {
  wang: actorOf('wang', 'municipal-officer', '500000000000'),
  li: actorOf('li', 'county-officer', '500231000000'),
  zhao: actorOf('zhao', 'county-officer', '500118000000'),
  chen: actorOf('chen', 'town-chief', '500231102000'),
} as const
