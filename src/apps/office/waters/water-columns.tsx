import { Link } from '@tanstack/react-router'
import { stages } from '../../../domain/lifecycle-table.ts'
import { supervisionLists, waterTypes } from '../../../domain/waters.ts'
import { bases, warningColours, type WaterItem } from '../../../waters/contract.ts'
import type { Column } from '../../shared/components/data-table.tsx'
import { ColourMark, ListMark, StageMark } from '../../shared/components/marks.tsx'
import { DateText, Missing, Num } from '../../shared/components/numbers.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { causesToday } from './causes.ts'
import type { SortColumn } from './water-filters.ts'
import { watersWords as words } from './waters-words.ts'

export type WaterColumn = Column<WaterItem> & { readonly sort?: SortColumn }

/** Columns of the list of waters; those with `sort` are sorted by the platform. */
export function useWaterColumns(): readonly WaterColumn[] {
  const say = useSay()
  const causes = causesToday()
  const causesOf = (row: WaterItem) =>
    row.causes
      .map(id => {
        const name = causes.get(id)
        return name === undefined ? id : say(name)
      })
      .join(say({ zh: '、', en: ', ' }))
  return [
    {
      key: 'name',
      title: say(words.name),
      value: row => row.name,
      render: row => (
        <Link to={`/waters/${row.id}`} tabIndex={-1} className="long-name">
          {row.name}
        </Link>
      ),
      width: 180,
      always: true,
      sort: 'name',
    },
    {
      key: 'stage',
      title: say(words.stage),
      value: row => say(stages[row.stage].label),
      render: row => <StageMark stage={row.stage} cycle={row.cycle} />,
      width: 150,
    },
    {
      key: 'list',
      title: say(words.list),
      value: row => (row.list === undefined ? undefined : say(supervisionLists[row.list])),
      render: row => (row.list === undefined ? <Missing /> : <ListMark list={row.list} />),
      width: 110,
    },
    {
      key: 'colour',
      title: say(words.colour),
      value: row => (row.colour === undefined ? undefined : say(warningColours[row.colour])),
      render: row => (row.colour === undefined ? <Missing /> : <ColourMark colour={row.colour} />),
      width: 92,
    },
    {
      key: 'area',
      title: say(words.area),
      value: row => row.areaM2,
      render: row => <Num value={row.areaM2} digits={1} />,
      align: 'right',
      width: 112,
      sort: 'area',
    },
    { key: 'county', title: say(words.county), value: row => row.regionNames.county, width: 104 },
    { key: 'town', title: say(words.town), value: row => row.regionNames.town, width: 116 },
    { key: 'village', title: say(words.village), value: row => row.regionNames.village, width: 150 },
    { key: 'type', title: say(words.type), value: row => say(waterTypes[row.type].label), width: 80 },
    { key: 'code', title: say(words.code), value: row => row.code, width: 132, sort: 'code' },
    {
      key: 'since',
      title: say(words.since),
      value: row => row.stageSince,
      render: row => <DateText at={row.stageSince} />,
      width: 128,
      sort: 'since',
    },
    { key: 'cause', title: say(words.cause), value: causesOf, width: 180, hiddenAtFirst: true },
    { key: 'basis', title: say(words.basis), value: row => say(bases[row.basis]), width: 104, hiddenAtFirst: true },
    {
      key: 'completion',
      title: say(words.completion),
      value: row => row.completion?.text,
      width: 130,
      hiddenAtFirst: true,
    },
    {
      key: 'complaint',
      title: say(words.complaint),
      value: row => say(row.complaint ? common.yes : common.no),
      width: 120,
      hiddenAtFirst: true,
    },
    {
      key: 'updated',
      title: say(words.updated),
      value: row => row.updatedAt,
      render: row => <DateText at={row.updatedAt} time />,
      width: 150,
      sort: 'updated',
      hiddenAtFirst: true,
    },
  ]
}
