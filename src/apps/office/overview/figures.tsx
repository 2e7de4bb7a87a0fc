import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Overview } from '../../../reports/overview/contract.ts'
import { Area } from '../../shared/components/numbers.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { overviewWords as words } from './overview-words.ts'

type Search = Readonly<Record<string, string>>

/** The numbers of the programme; each opens the waters behind it. */
export function Figures({ overview, region }: { readonly overview: Overview; readonly region: Search }) {
  const say = useSay()
  const locale = useLocale()
  const count = (value: number) => formatNumber(value, locale)
  const { villages, villagesSurveyed } = overview
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const surveyed =
    villages === 0
      ? say(words.noVillages)
      : say(words.villagesOf(count(villages), percent.format(villagesSurveyed / villages)))
  const list = (name: 'national' | 'municipal' | 'county') => (
    <Figure
      label={say(words[name])}
      value={count(overview.lists[name])}
      unit={say(words.watersUnit)}
      note={<Area m2={overview.listAreasM2[name]} />}
      search={{ ...region, list: name }}
    />
  )
  return (
    <section className="figures" aria-label={say(words.title)}>
      <Figure
        label={say(words.villages)}
        value={count(villagesSurveyed)}
        unit={say(words.watersUnit)}
        note={surveyed}
      />
      <Figure
        label={say(words.waters)}
        value={count(overview.waters)}
        unit={say(words.watersUnit)}
        note={<Area m2={overview.areaM2} />}
        search={region}
      />
      {list('national')}
      {list('municipal')}
      {list('county')}
      <Figure
        label={say(words.eliminated)}
        value={<Area m2={overview.eliminatedAreaM2} />}
        note={say(words.eliminatedOf(count(overview.eliminated)))}
        search={{ ...region, stage: 'accepted,delisted,upkeep' }}
      />
    </section>
  )
}

function Figure(props: {
  readonly label: string
  readonly value: ReactNode
  readonly unit?: string
  readonly note: ReactNode
  readonly search?: Search
}) {
  const content = (
    <>
      <span className="figure-label">{props.label}</span>
      <span className="figure-value number">
        {props.value}
        {props.unit === undefined || props.unit === '' ? null : <span className="unit">{props.unit}</span>}
      </span>
      <span className="figure-note">{props.note}</span>
    </>
  )
  if (props.search === undefined) return <div className="figure">{content}</div>
  return (
    <Link to="/waters" search={props.search} className="figure">
      {content}
    </Link>
  )
}
