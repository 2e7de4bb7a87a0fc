import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Radio } from 'antd'
import { waterTypes } from '../../../domain/waters.ts'
import {
  decideImportRow,
  decisions,
  listImportRows,
  type ImportRow,
  type Match,
} from '../../../survey/import/contract.ts'
import { getWater } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { ListMark, StageMark } from '../../shared/components/marks.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { Area, DateText, Missing } from '../../shared/components/numbers.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer, answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { useKeepImport } from './use-keep-import.ts'
import { useFieldName } from './use-field-name.ts'
import { decisionWords, importWords as words } from './import-words.ts'

type Props = { readonly importId: string; readonly row: ImportRow; readonly match: Match; readonly editable: boolean }

/** The row and the known water it may be, side by side, and the decision between them. A certain match only says so. */
export function ImportDuplicate({ importId, row, match, editable }: Props) {
  const say = useSay()
  if (match.reason === 'same-id' || match.reason === 'same-place-and-name') {
    return <p className="import-certain">{say(match)}</p>
  }
  return (
    <section className="import-duplicate" aria-label={say(words.duplicateTitle)}>
      <p className="severity-warn">{say(match)}</p>
      <div className="import-beside">
        <InFile row={row} />
        <OnRecord match={match} />
      </div>
      {editable ? <Decide importId={importId} row={row} /> : null}
    </section>
  )
}

const compared = ['village', 'type', 'areaM2', 'startName', 'listLevel', 'completion'] as const

function InFile({ row }: { readonly row: ImportRow }) {
  const say = useSay()
  const fieldName = useFieldName()
  return (
    <div>
      <h4>{say(words.inFile)}</h4>
      <strong className="long-name">{row.name ?? say(words.unnamed)}</strong>
      <dl>
        {compared.map(field => (
          <div key={field}>
            <dt>{fieldName(field)}</dt>
            <dd className="long-name">{row.written[field] ?? <Missing />}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function OnRecord({ match }: { readonly match: Match }) {
  const say = useSay()
  const locale = useLocale()
  const fieldName = useFieldName()
  const water = useAnswer(getWater, { params: { id: match.waterId } }, { staleMs: 60_000 }).data
  const lines = [
    {
      label: fieldName('village'),
      value: [water?.regionNames.town, water?.regionNames.village].filter(Boolean).join(' · '),
    },
    { label: fieldName('type'), value: water === undefined ? undefined : say(waterTypes[water.type].label) },
    { label: fieldName('areaM2'), value: water === undefined ? undefined : <Area m2={water.areaM2} exact /> },
    { label: fieldName('startName'), value: water?.startName },
    { label: fieldName('listLevel'), value: water?.list === undefined ? undefined : <ListMark list={water.list} /> },
    {
      label: fieldName('completion'),
      value: water?.completion === undefined ? undefined : <DateText at={water.completion.on} />,
    },
  ]
  return (
    <div>
      <h4>
        {say(words.onRecord)}
        {match.distanceM === undefined ? null : (
          <span className="quiet"> · {say(words.distance(formatNumber(match.distanceM, locale)))}</span>
        )}
      </h4>
      <strong className="long-name">
        <Link to={`/waters/${match.waterId}`} target="_blank">
          {match.name} {match.code}
        </Link>{' '}
        {water === undefined ? null : <StageMark stage={water.stage} cycle={water.cycle} />}
      </strong>
      <dl>
        {lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="long-name">{value === undefined || value === '' ? <Missing /> : value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Decide({ importId, row }: { readonly importId: string; readonly row: ImportRow }) {
  const say = useSay()
  const keep = useKeepImport()
  const cache = useQueryClient()
  const deciding = useDoing()
  const decide = (decision: (typeof decisions)[number]) =>
    deciding.run(async () => {
      keep(await call(decideImportRow, { params: { id: importId }, body: { position: row.position, decision } }))
      await cache.invalidateQueries({ queryKey: answerKey(listImportRows) })
    })
  return (
    <>
      <Radio.Group
        className="import-decide"
        aria-label={say(words.decideLabel)}
        value={row.decision ?? null}
        disabled={deciding.busy}
        onChange={event => void decide(event.target.value)}
      >
        {decisions
          .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
          .map(decision => (
            <Radio key={decision} value={decision}>
              {say(decisionWords[decision].label)} <span className="quiet">{say(decisionWords[decision].explain)}</span>
            </Radio>
          ))}
      </Radio.Group>
      {deciding.error === undefined ? null : <ProblemAlert error={deciding.error} />}
    </>
  )
}

const order: readonly (typeof decisions)[number][] = ['same', 'new', 'skip']
