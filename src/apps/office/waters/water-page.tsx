import { useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { waterTypes } from '../../../domain/waters.ts'
import { getWater, type Water } from '../../../waters/contract.ts'
import { ColourMark, ExampleMark, ListMark, StageMark } from '../../shared/components/marks.tsx'
import { Area } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { WaterMoneyCard } from '../funding/water-money.tsx'
import { SimilarCases } from '../planning/similar-cases.tsx'
import { WaterPlan } from '../planning/water-plan.tsx'
import { WaterDuties } from '../duties/water-duties.tsx'
import { WaterCauses } from '../planning/water-causes.tsx'
import { WaterSurroundings } from '../surroundings/water-surroundings.tsx'
import { WaterProgress } from '../works/water-progress.tsx'
import { WaterAcceptance } from '../acceptance/water-acceptance.tsx'
import { WaterExperts } from '../experts/water-experts.tsx'
import { WaterVerification } from '../works/water-verification.tsx'
import { FindingList } from './findings.tsx'
import { WaterActions } from './water-actions.tsx'
import { WaterAttachments } from './water-attachments.tsx'
import { WaterFacts } from './water-facts.tsx'
import { WaterHistory } from './water-history.tsx'
import { WaterKin } from './water-kin.tsx'
import { WaterNumbers } from './water-numbers.tsx'
import { WaterReadings } from './water-readings.tsx'
import { WaterShape } from './water-shape.tsx'
import { WaterSources } from './water-sources.tsx'
import { WaterVerdicts } from './water-verdicts.tsx'
import { waterWords as words } from './water-words.ts'
import { watersWords } from './waters-words.ts'
import './water.css'

/** One water with everything known of it, on one long page that prints. */
export default function WaterPage() {
  const say = useSay()
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const water = useAnswer(getWater, { params: { id } })
  const crumbs = [{ label: say(watersWords.title), to: '/waters' }]
  if (water.error !== null) {
    return (
      <>
        <PageHeader title={say(watersWords.title)} />
        <ProblemAlert error={water.error} onRetry={water.refetch} />
      </>
    )
  }
  if (water.data === undefined)
    return <Skeleton active title={false} paragraph={{ rows: 14 }} style={{ padding: '24px 0' }} />
  return (
    <div className="water-page">
      <PageHeader
        title={water.data.name}
        crumbs={crumbs}
        marks={<Marks water={water.data} />}
        subtitle={<Subtitle water={water.data} />}
        actions={<WaterActions water={water.data} />}
      />
      <SectionLinks />
      <WaterSections water={water.data} />
    </div>
  )
}

function Marks({ water }: { readonly water: Water }) {
  return (
    <>
      <StageMark stage={water.stage} cycle={water.cycle} />
      {water.list === undefined ? null : <ListMark list={water.list} />}
      {water.colour === undefined ? null : <ColourMark colour={water.colour} />}
      {water.invented ? <ExampleMark /> : null}
    </>
  )
}

function Subtitle({ water }: { readonly water: Water }) {
  const say = useSay()
  const { county, town, village } = water.regionNames
  return (
    <>
      <span className="number">{water.code}</span> · {[county, town, village].filter(Boolean).join(' ')} ·{' '}
      {say(waterTypes[water.type].label)} · <Area m2={water.areaM2} exact />
    </>
  )
}

const sections = [
  'facts',
  'verdicts',
  'surroundings',
  'causes',
  'plan',
  'money',
  'progress',
  'similar-cases',
  'duties',
  'experts',
  'readings',
  'shape',
  'sources',
  'attachments',
  'numbers',
  'history',
] as const

function SectionLinks() {
  const say = useSay()
  return (
    <nav className="water-nav" aria-label={say(words.sections)}>
      {sections.map(section => (
        <a key={section} href={`#${section}`}>
          {say(words[section])}
        </a>
      ))}
    </nav>
  )
}

function WaterSections({ water }: { readonly water: Water }) {
  const say = useSay()
  return (
    <>
      {water.findings.length === 0 ? null : (
        <FindingList title={say(words.doubts)} findings={water.findings} type="warning" />
      )}
      <div className="water-grid">
        <div className="water-column">
          <Panel title={say(words.facts)} id="facts">
            <WaterFacts water={water} />
          </Panel>
          <WaterVerdicts water={water} />
          <WaterSurroundings waterId={water.id} regionCode={water.regionCode} />
          <WaterCauses water={water} />
          <WaterPlan water={water} />
          <WaterMoneyCard waterId={water.id} />
          <WaterProgress waterId={water.id} />
          <SimilarCases waterId={water.id} stage={water.stage} />
          <WaterDuties waterId={water.id} />
          <WaterReadings water={water} />
          <WaterVerification waterId={water.id} cycle={water.cycle} />
          <WaterAcceptance waterId={water.id} />
          <WaterExperts waterId={water.id} />
        </div>
        <div className="water-column">
          <WaterShape water={water} />
          <WaterSources water={water} />
          <WaterAttachments water={water} />
          <WaterNumbers water={water} />
          <WaterKin water={water} />
          <WaterHistory water={water} />
        </div>
      </div>
    </>
  )
}
