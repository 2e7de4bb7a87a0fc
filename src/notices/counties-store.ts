import { sql, type RawBuilder } from 'kysely'

/**
 * For each county (six digits): how many notices of a year that still hold were sent to the whole of it, and how many of those somebody there
 * has confirmed; counties that none was sent to are absent. As a table of a query of a later slice; behind the same wall as every other.
 *
 * @param counties a query with one column `county`
 */
export function noticesByCounty(counties: RawBuilder<unknown>, year: number): RawBuilder<unknown> {
  return sql`(
    select c.county, count(*)::int as sent, (count(*) filter (where exists (
        select from notice_receipts r where r.notice_id = n.id and r.confirmed_at is not null
          and r.region_code >= c.county || '000000' and r.region_code < c.county || ':')))::int as confirmed
    from (${counties}) c join notices n on exists (
      select from unnest(n.divisions, n.division_ends) as a (division, division_end)
      where division <= c.county || '000000' and division_end > c.county || '999999')
    where n.withdrawn_at is null and n.replaced_by is null
      and n.issued_at >= ${`${year}-01-01T00:00:00+08:00`}::timestamptz and n.issued_at < ${`${year + 1}-01-01T00:00:00+08:00`}::timestamptz
    group by 1)`
}
