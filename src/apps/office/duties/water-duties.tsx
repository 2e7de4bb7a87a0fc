import { Button, Collapse, Skeleton } from 'antd'
import { useState } from 'react'
import { dutyLevelIds, dutyLevels, type DutyLevel } from '../../../domain/duties.ts'
import { getDutiesOfWater, type DutyPost } from '../../../duties/contract.ts'
import { Mark, ToBeConfirmedMark } from '../../shared/components/marks.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { dutiesWords as words } from './duties-words.ts'
import { AssignDialog, EndDialog, ReplaceDialog } from './duty-dialogs.tsx'
import './duties.css'

type Doing =
  | { readonly what: 'assign'; readonly level: DutyLevel }
  | { readonly what: 'replace' | 'end'; readonly duty: DutyPost }

/** Who answers for the water at each level, who did before, and what the stage still lacks. */
export function WaterDuties({ waterId }: { readonly waterId: string }) {
  const say = useSay()
  const duties = useAnswer(getDutiesOfWater, { params: { id: waterId } })
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  const items = duties.data?.items ?? []
  const past = items.filter(({ untilOn }) => untilOn !== undefined)
  return (
    <Panel
      title={say(words.title)}
      id="duties"
      tools={duties.data?.citation.confidence === 'to-be-confirmed' ? <ToBeConfirmedMark /> : null}
    >
      {duties.error === null ? null : <ProblemAlert error={duties.error} onRetry={duties.refetch} />}
      {duties.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {duties.data === undefined ? null : (
        <ul className="duty-posts">
          {dutyLevelIds.map(level => (
            <Post
              key={level}
              level={level}
              duty={items.find(item => item.level === level && item.untilOn === undefined)}
              missing={duties.data.missing.includes(level)}
              onDo={setDoing}
            />
          ))}
        </ul>
      )}
      {past.length === 0 ? null : <Past duties={past} />}
      {doing?.what === 'assign' ? <AssignDialog waterId={waterId} level={doing.level} onClose={close} /> : null}
      {doing?.what === 'replace' ? <ReplaceDialog duty={doing.duty} onClose={close} /> : null}
      {doing?.what === 'end' ? <EndDialog duty={doing.duty} onClose={close} /> : null}
    </Panel>
  )
}

function Post(props: {
  readonly level: DutyLevel
  readonly duty: DutyPost | undefined
  readonly missing: boolean
  readonly onDo: (doing: Doing) => void
}) {
  const say = useSay()
  const { level, duty, missing } = props
  return (
    <li>
      <span className="duty-level">{say(dutyLevels[level].post)}</span>
      <div className="duty-who">{duty === undefined ? <Vacant missing={missing} /> : <Who duty={duty} />}</div>
      <PostActions {...props} />
    </li>
  )
}

function Vacant({ missing }: { readonly missing: boolean }) {
  const say = useSay()
  return missing ? (
    <Mark tone="amber">{say(words.vacant)}</Mark>
  ) : (
    <span className="quiet">
      {say(words.none)} · {say(words.optional)}
    </span>
  )
}

function Who({ duty }: { readonly duty: DutyPost }) {
  const say = useSay()
  return (
    <>
      <span>
        <strong>{duty.name}</strong> <span className="long-name">{duty.organisation}</span>
      </span>
      <span className="quiet">
        {[
          say(words.since(duty.fromOn)),
          ...(duty.officePhone === undefined ? [] : [`${say(words.officePhone)} ${duty.officePhone}`]),
          ...(duty.mobile === undefined ? [] : [`${say(words.mobile)} ${duty.mobile}`]),
          ...(duty.account?.name === undefined ? [] : [`${say(words.account)} ${duty.account.name}`]),
        ].join(' · ')}
      </span>
    </>
  )
}

function PostActions(props: {
  readonly level: DutyLevel
  readonly duty: DutyPost | undefined
  readonly onDo: (doing: Doing) => void
}) {
  const say = useSay()
  const account = useAccount()
  const { level, duty, onDo } = props
  if (!account.may('duties.assign')) return null
  const post = say(dutyLevels[level].post)
  if (duty === undefined) {
    return (
      <span className="duty-actions">
        <Button size="small" aria-label={say(words.nameTitle(post))} onClick={() => onDo({ what: 'assign', level })}>
          {say(words.name)}
        </Button>
      </span>
    )
  }
  return (
    <span className="duty-actions">
      <Button size="small" aria-label={say(words.replaceTitle(post))} onClick={() => onDo({ what: 'replace', duty })}>
        {say(words.replace)}
      </Button>
      <Button
        size="small"
        type="text"
        aria-label={say(words.endTitle(duty.name))}
        onClick={() => onDo({ what: 'end', duty })}
      >
        {say(words.end)}
      </Button>
    </span>
  )
}

function Past({ duties }: { readonly duties: readonly DutyPost[] }) {
  const say = useSay()
  const children = (
    <ul className="duty-posts">
      {duties.map(duty => (
        <li key={duty.id}>
          <span className="duty-level">{say(dutyLevels[duty.level].post)}</span>
          <div className="duty-who">
            <span>
              {duty.name} <span className="long-name">{duty.organisation}</span>
            </span>
            <span className="quiet">
              {say(words.term(duty.fromOn, duty.untilOn ?? ''))} · {duty.endReason}
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
  return <Collapse ghost size="small" items={[{ key: 'past', label: say(words.past(duties.length)), children }]} />
}
