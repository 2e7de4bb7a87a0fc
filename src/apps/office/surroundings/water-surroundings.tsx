import { Button, Collapse, Skeleton } from 'antd'
import { useState } from 'react'
import { chinaDate } from '../../../domain/dates.ts'
import { contains, regionRange } from '../../../domain/regions.ts'
import {
  declineSurrounding,
  endLink,
  getSurroundingsOfWater,
  linkSurrounding,
  type SurroundingLink,
  type SurroundingsOfWater,
} from '../../../surroundings/contract.ts'
import { linkKinds, surroundingSorts } from '../../../surroundings/rules.ts'
import { call } from '../../shared/client.ts'
import { Mark, ToBeConfirmedMark } from '../../shared/components/marks.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { BalanceView } from './balance-view.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { EditDialog, RecordDialog } from './record-dialog.tsx'
import { SaidText } from './said-text.tsx'
import { surroundingsWords as words } from './surroundings-words.ts'
import { useSurroundingsSaved } from './use-surroundings-changed.ts'
import './surroundings.css'

type Proposal = SurroundingsOfWater['proposals'][number]
type Doing =
  | { readonly what: 'record' | 'link' }
  | { readonly what: 'edit'; readonly id: string }
  | { readonly what: 'unlink'; readonly link: SurroundingLink }

/** Works and settlements around a water: what is linked, what lies near, and what sewage arrives. */
export function WaterSurroundings(props: { readonly waterId: string; readonly regionCode?: string | undefined }) {
  const say = useSay()
  const account = useAccount()
  const { waterId } = props
  const around = useAnswer(getSurroundingsOfWater, { params: { id: waterId } })
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  return (
    <Panel
      title={say(words.card)}
      id="surroundings"
      tools={
        <>
          {around.data?.policy.citation.confidence === 'to-be-confirmed' ? <ToBeConfirmedMark /> : null}
          {account.may('water.write') ? (
            <>
              <Button size="small" onClick={() => setDoing({ what: 'record' })}>
                {say(words.add)}
              </Button>
              <Button size="small" onClick={() => setDoing({ what: 'link' })}>
                {say(words.link)}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      {around.error === null ? null : <ProblemAlert error={around.error} onRetry={around.refetch} />}
      {around.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {around.data === undefined ? null : <Around waterId={waterId} around={around.data} onDo={setDoing} />}
      {doing?.what === 'record' ? <RecordDialog regionCode={props.regionCode} onClose={close} /> : null}
      {doing?.what === 'link' ? <LinkDialog waterId={waterId} onClose={close} /> : null}
      {doing?.what === 'edit' ? <EditDialog id={doing.id} onClose={close} /> : null}
      {doing?.what === 'unlink' ? <EndDialog link={doing.link} onClose={close} /> : null}
    </Panel>
  )
}

type Acting = { readonly onDo: (doing: Doing) => void }

function Around(props: Acting & { readonly waterId: string; readonly around: SurroundingsOfWater }) {
  const say = useSay()
  const { waterId, around, onDo } = props
  const { links, proposals, declined, past } = around
  const more = [
    { key: 'declined', label: say(words.declined(declined.length)), links: declined },
    { key: 'past', label: say(words.past(past.length)), links: past },
  ].filter(part => part.links.length > 0)
  return (
    <>
      {links.length === 0 ? <p className="quiet">{say(words.nothingLinked)}</p> : <BalanceView around={around} />}
      <ul className="row-list">
        {links.map(link => (
          <LinkRow key={link.id} link={link} onDo={onDo} />
        ))}
      </ul>
      {proposals.length === 0 ? null : <Proposals waterId={waterId} proposals={proposals} />}
      {more.length === 0 ? null : (
        <Collapse
          ghost
          size="small"
          items={more.map(({ key, label, links: some }) => ({
            key,
            label,
            children: (
              <ul className="row-list">
                {some.map(link => (
                  <LinkRow key={link.id} link={link} onDo={onDo} declined={key === 'declined'} />
                ))}
              </ul>
            ),
          }))}
        />
      )}
    </>
  )
}

function LinkRow({
  link,
  onDo,
  declined = false,
}: Acting & { readonly link: SurroundingLink; readonly declined?: boolean }) {
  const say = useSay()
  const account = useAccount()
  const mayWrite = account.may('water.write') && link.endedAt === undefined
  // Works of another county are named here, but their record is not to be seen.
  const isOwn = contains(regionRange(account.regionCode), link.regionCode)
  return (
    <li className={link.endedAt === undefined ? 'surrounding' : 'surrounding quiet'}>
      <Mark>{say(linkKinds[link.link])}</Mark>
      <strong className="long-name">{link.name}</strong>
      {link.removed ? <Mark tone="amber">{say(words.removedMark)}</Mark> : null}
      <SaidText said={link} link={link} />
      {mayWrite ? (
        <span className="row-end">
          {isOwn && !link.removed && !declined ? (
            <Button
              type="link"
              size="small"
              aria-label={say(words.editNamed(link.name))}
              onClick={() => onDo({ what: 'edit', id: link.surroundingId })}
            >
              {say(words.edit)}
            </Button>
          ) : null}
          <Button
            type="link"
            size="small"
            aria-label={say(words.unlinkTitle(link.name))}
            onClick={() => onDo({ what: 'unlink', link })}
          >
            {say(declined ? words.again : words.unlink)}
          </Button>
        </span>
      ) : null}
    </li>
  )
}

function Proposals({ waterId, proposals }: { readonly waterId: string; readonly proposals: readonly Proposal[] }) {
  const say = useSay()
  const account = useAccount()
  return (
    <section className="sewage-proposals">
      <h3>{say(words.proposals(proposals.length))}</h3>
      <ul className="row-list">
        {proposals.map(proposal => (
          <li key={proposal.id} className="surrounding">
            <Mark>{say(surroundingSorts[proposal.sort])}</Mark>
            <strong className="long-name">{proposal.name}</strong>
            <span className="quiet surrounding-said">
              {say(proposal.words)} · {say(words.may(say(linkKinds[proposal.link])))}
            </span>
            {account.may('water.write') ? <Answer waterId={waterId} proposal={proposal} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Accepts or declines with one click. */
function Answer({ waterId, proposal }: { readonly waterId: string; readonly proposal: Proposal }) {
  const say = useSay()
  const saved = useSurroundingsSaved()
  const doing = useDoing()
  const { id: surroundingId, link: kind, name } = proposal
  const params = { id: waterId }
  const answer = (accepted: boolean) =>
    doing.run(async () => {
      const sinceOn = chinaDate(new Date())
      await (accepted
        ? call(linkSurrounding, { params, body: { surroundingId, kind, sinceOn, proposed: true } })
        : call(declineSurrounding, { params, body: { surroundingId, kind } }))
      await saved()
    })
  return (
    <>
      <span className="row-end">
        <Button
          size="small"
          loading={doing.busy}
          aria-label={say(words.acceptNamed(name))}
          onClick={() => void answer(true)}
        >
          {say(words.accept)}
        </Button>
        <Button
          size="small"
          type="text"
          disabled={doing.busy}
          aria-label={say(words.declineNamed(name))}
          onClick={() => void answer(false)}
        >
          {say(words.decline)}
        </Button>
      </span>
      {doing.error === undefined ? null : <ProblemAlert error={doing.error} />}
    </>
  )
}

function EndDialog({ link, onClose }: { readonly link: SurroundingLink; readonly onClose: () => void }) {
  const say = useSay()
  const saved = useSurroundingsSaved()
  return (
    <ReasonDialog
      open
      danger
      title={say(words.unlinkTitle(link.name))}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await call(endLink, { params: { id: link.id }, body: { reason } })
        await saved()
      }}
    />
  )
}
