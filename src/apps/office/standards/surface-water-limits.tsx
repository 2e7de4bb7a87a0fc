import { Segmented } from 'antd'
import { useState } from 'react'
import { parameters, type Parameter } from '../../../domain/parameters.ts'
import {
  classOneSaturationPercent,
  itemCitation,
  limitsOf,
  phBounds,
  reportedParameters,
  standardTitle,
  tableOne,
  type TableOneParameter,
} from '../../../standards/gb3838-2002-limits.ts'
import { surfaceWaterClasses, type LimitsFor } from '../../../standards/standard.ts'
import { unitText } from '../../../standards/wording.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { ScrollArea } from '../../shared/components/scroll-area.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { standardsWords as words } from './standards-words.ts'

const classes = surfaceWaterClasses.slice(0, 5)
const tableParameters = Object.keys(tableOne) as readonly TableOneParameter[] // keys of a const object are exactly its union
const onlyReported: readonly Parameter[] = reportedParameters

/** Table 1 of GB 3838-2002: five classes, for flowing or for standing water. */
export function SurfaceWaterLimits() {
  const say = useSay()
  const [water, setWater] = useState<LimitsFor>('river')
  return (
    <>
      <div className="standard-source">
        <Segmented<LimitsFor>
          size="small"
          value={water}
          onChange={setWater}
          options={[
            { value: 'river', label: say(words.river) },
            { value: 'lake', label: say(words.lake) },
          ]}
        />
      </div>
      <ScrollArea label={say(standardTitle)}>
        <table className="limits">
          <thead>
            <tr>
              <th scope="col">{say(words.indicator)}</th>
              <th scope="col">{say(words.unit)}</th>
              {classes.map(name => (
                <th scope="col" key={name} className="limit">
                  {say(words.class(name))}
                </th>
              ))}
              <th scope="col">{say(words.source)}</th>
            </tr>
          </thead>
          <tbody>
            <PhRow />
            {tableParameters.map(parameter => (
              <ClassRow key={parameter} parameter={parameter} water={water} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </>
  )
}

function PhRow() {
  const say = useSay()
  const [low, high] = phBounds
  return (
    <tr>
      <th scope="row">{say(parameters.ph.name)}</th>
      <td>—</td>
      <td colSpan={5} className="limit">
        {low} – {high}
      </td>
      <td>
        <CitationNote citation={itemCitation('ph')} />
      </td>
    </tr>
  )
}

function ClassRow({ parameter, water }: { readonly parameter: TableOneParameter; readonly water: LimitsFor }) {
  const say = useSay()
  const locale = useLocale()
  const limits = limitsOf(parameter, water)
  const { name, unit } = parameters[parameter]
  const sign = tableOne[parameter].passes === 'at-least' ? '≥' : '≤'
  if (limits === undefined) return null
  return (
    <tr>
      <th scope="row">
        {say(name)}
        {onlyReported.includes(parameter) ? <span className="limit-note">{say(words.reportedOnly)}</span> : null}
      </th>
      <td>{unitText(unit).trim()}</td>
      {classes.map((name, index) => (
        <td key={name} className="limit">
          {sign} {formatNumber(limits[index] ?? Number.NaN, locale, 6)}
          {parameter === 'dissolvedOxygen' && index === 0 ? (
            <span className="limit-note">({classOneSaturationPercent}%)</span>
          ) : null}
        </td>
      ))}
      <td>
        <CitationNote citation={itemCitation(parameter)} />
      </td>
    </tr>
  )
}
