import { sql } from 'kysely'
import type { FigureSource } from '../../waters/by-list-store.ts'

/** How the plans (一水一策) of the present cycle stand: every water of a list should have one. */
export const planFigures: FigureSource<'plan-approved' | 'plan-submitted' | 'plan-none'> = {
  from: sql`left join plans p on p.county_code = w.county_code and p.water_id = w.id and p.cycle = w.cycle and p.state <> 'set-aside'`,
  figures: {
    'plan-approved': { of: sql`1`, part: sql`(p.state = 'approved')::int` },
    'plan-submitted': { of: sql`1`, part: sql`(p.state = 'submitted')::int` },
    'plan-none': { of: sql`1`, part: sql`(p.id is null)::int` },
  },
}
