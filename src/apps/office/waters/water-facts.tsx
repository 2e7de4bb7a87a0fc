import type { ReactNode } from 'react'
import {
  areaMethods,
  bases,
  candidateSources,
  coordinateSources,
  listWays,
  type Point,
  type Water,
} from '../../../waters/contract.ts'
import { Area, DateText, Missing, Num } from '../../shared/components/numbers.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { causesToday } from './causes.ts'
import { formWords } from './new-water-words.ts'
import { waterWords as words } from './water-words.ts'

/** The facts as a list of terms; what is not known says so. */
export function WaterFacts({ water }: { readonly water: Water }) {
  const say = useSay()
  const causes = causesToday()
  const separator = say({ zh: '、', en: ', ' })
  return (
    <dl className="facts">
      <Fact term={words.area}>
        <Area m2={water.areaM2} exact />
        {water.areaMethod === undefined ? null : <span className="quiet"> {say(areaMethods[water.areaMethod])}</span>}
      </Fact>
      <Fact term={words.size}>
        <Num value={water.lengthM} unit="m" /> × <Num value={water.widthM} unit="m" />
      </Fact>
      <Fact term={words.depth}>
        <Num value={water.depthCm} unit="cm" />
      </Fact>
      <Fact term={formWords.naturalVillages}>{water.naturalVillages ?? <Missing />}</Fact>
      <Fact term={words.start}>
        <Spot name={water.startName} point={water.start} />
      </Fact>
      <Fact term={words.end}>
        <Spot name={water.endName} point={water.end} />
      </Fact>
      <Fact term={words.position}>
        <Spot point={positionOf(water)} />
        {water.coordinateSource === undefined ? null : (
          <span className="quiet"> {say(coordinateSources[water.coordinateSource])}</span>
        )}
      </Fact>
      <Fact term={formWords.basis}>{say(bases[water.basis])}</Fact>
      <Fact term={formWords.causes} wide>
        {water.causes.length === 0 ? (
          <Missing />
        ) : (
          water.causes.map(id => nameOf(causes.get(id), id, say)).join(separator)
        )}
        {water.causesText === undefined ? null : <span className="quiet"> “{water.causesText}”</span>}
      </Fact>
      <Fact term={words.completion}>{water.completion?.text ?? <Missing />}</Fact>
      <Fact term={words.yearRound}>
        {water.yearRound === undefined ? <Missing /> : say(water.yearRound ? common.yes : common.no)}
      </Fact>
      <Fact term={words.listHow}>{water.listHow === undefined ? <Missing /> : say(listWays[water.listHow])}</Fact>
      <Fact term={words.candidateSource}>{say(candidateSources[water.candidateSource])}</Fact>
      <Fact term={words.stageSince}>
        <DateText at={water.stageSince} />
      </Fact>
      <Fact term={words.created}>
        <DateText at={water.createdAt} time />
      </Fact>
      {water.placeText === undefined ? null : (
        <Fact term={words.placeText} wide>
          {water.placeText}
        </Fact>
      )}
      {water.areas.length < 2 ? null : (
        <Fact term={words.areaHistory} wide>
          {water.areas.map(area => (
            <div key={area.id}>
              <Area m2={area.areaM2} exact /> <span className="quiet">{say(areaMethods[area.method])}</span>{' '}
              <DateText at={area.on ?? area.recordedAt} />
            </div>
          ))}
        </Fact>
      )}
    </dl>
  )
}

function nameOf<Text>(name: Text | undefined, id: string, say: (text: Text) => string): string {
  return name === undefined ? id : say(name)
}

export function Fact(props: {
  readonly term: { readonly zh: string; readonly en: string }
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  const say = useSay()
  return (
    <div className={props.wide === true ? 'wide' : undefined}>
      <dt>{say(props.term)}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

function Spot({ name, point }: { readonly name?: string | undefined; readonly point: Point | undefined }) {
  if (name === undefined && point === undefined) return <Missing />
  return (
    <>
      {name}{' '}
      {point === undefined ? null : (
        <span className="number nowrap">
          {point.longitude.toFixed(6)}, {point.latitude.toFixed(6)}
        </span>
      )}
    </>
  )
}

export function positionOf({ longitude, latitude }: Pick<Water, 'longitude' | 'latitude'>): Point | undefined {
  return longitude === undefined || latitude === undefined ? undefined : { longitude, latitude }
}
