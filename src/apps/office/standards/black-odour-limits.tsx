import { parameters } from '../../../domain/parameters.ts'
import type { Standard } from '../../../standards/standard.ts'
import { unitText } from '../../../standards/wording.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { ScrollArea } from '../../shared/components/scroll-area.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { standardsWords as words } from './standards-words.ts'

type Indicator = NonNullable<Standard['limits']>[number]

/** The limits of an edition that identifies: one column, or mild and severe where it grades. */
export function BlackOdourLimits({ standard }: { readonly standard: Standard }) {
  const say = useSay()
  const limits = standard.limits ?? []
  const graded = limits.some(({ bounds }) => bounds.length > 1)
  return (
    <>
      <ScrollArea label={say(standard.title)}>
        <table className="limits">
          <thead>
            <tr>
              <th scope="col">{say(words.indicator)}</th>
              <th scope="col">{say(words.unit)}</th>
              <th scope="col">{say(graded ? words.mild : words.black)}</th>
              {graded ? <th scope="col">{say(words.severe)}</th> : null}
              <th scope="col">{say(words.source)}</th>
            </tr>
          </thead>
          <tbody>
            {limits.map(indicator => (
              <LimitRow key={indicator.parameter} indicator={indicator} graded={graded} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {standard.otherBases === undefined ? null : (
        <div className="standard-source">
          <strong>{say(words.otherBases)}</strong>
          <CitationNote citation={standard.otherBases.combination} />
        </div>
      )}
    </>
  )
}

function LimitRow({ indicator, graded }: { readonly indicator: Indicator; readonly graded: boolean }) {
  const say = useSay()
  const { parameter, shallow, citation } = indicator
  const { name, unit } = parameters[parameter]
  return (
    <tr>
      <th scope="row">{say(name)}</th>
      <td>{unitText(unit).trim()}</td>
      {([1, 2] as const).map(severity =>
        severity === 2 && !graded ? null : (
          <td key={severity} className="limit">
            <BoundText indicator={indicator} severity={severity} />
            {severity === 1 && shallow !== undefined ? (
              <span className="limit-note">
                {say(words.shallow(shallow.underDepthCm, Math.round(shallow.shareOfDepth * 100)))}
              </span>
            ) : null}
          </td>
        ),
      )}
      <td>
        <CitationNote citation={citation} />
      </td>
    </tr>
  )
}

/** Below 25 is bad, or at 25 and below: the sign says whether the limit itself belongs to it. */
function BoundText({ indicator, severity }: { readonly indicator: Indicator; readonly severity: 1 | 2 }) {
  const locale = useLocale()
  const bound = indicator.bounds.find(each => each.severity === severity)
  if (bound === undefined) return <>—</>
  const signs = indicator.bad === 'low' ? (['<', '≤'] as const) : (['>', '≥'] as const)
  return (
    <>
      {signs[Number(bound.inclusive) as 0 | 1]} {formatNumber(bound.limit, locale, 4)}
    </>
  )
}
