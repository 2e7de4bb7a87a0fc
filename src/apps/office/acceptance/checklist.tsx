import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useState } from 'react'
import type { File } from '../../../acceptance/contract.ts'
import { fileItems, recordKinds, type CheckedItem, type RecordKind } from '../../../acceptance/rules.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { acceptanceWords as words } from './acceptance-words.ts'
import { OutcomeMark } from './marks.tsx'

type Item = File['snapshot']['items'][number]

/** The conditions one by one: how each stands, why, by which clause, and the records behind it; today's or those sent in. */
export function Checklist(props: {
  readonly waterId: string
  readonly items: readonly Item[]
  readonly file: File | undefined
}) {
  const say = useSay()
  const { file, items } = props
  const [isSentIn, setSentIn] = useState(file?.state === 'delisted')
  const shown = isSentIn && file !== undefined ? file.snapshot.items : items
  return (
    <Panel
      title={say(words.checklist)}
      id="checklist"
      flush
      tools={
        file === undefined ? undefined : (
          <Segmented
            size="small"
            value={isSentIn ? 'sent' : 'today'}
            options={[
              { value: 'today', label: say(words.today) },
              { value: 'sent', label: say(words.asSentIn) },
            ]}
            onChange={value => setSentIn(value === 'sent')}
          />
        )
      }
    >
      <ol className="accept-items">
        {shown.map(item => (
          <ItemRow key={item.id} item={item} waterId={props.waterId} />
        ))}
      </ol>
    </Panel>
  )
}

function ItemRow({ item, waterId }: { readonly item: Item; readonly waterId: string }) {
  const say = useSay()
  return (
    <li className={`accept-item ${item.outcome}`}>
      <div className="accept-item-head">
        <h3>{say(fileItems[item.id])}</h3>
        <OutcomeMark item={item} />
      </div>
      <p className="accept-why">{say(item.words)}</p>
      <p className="accept-basis">
        <CitationNote citation={item.citation} />
        <Records records={item.records} waterId={waterId} />
      </p>
    </li>
  )
}

/** One link for each kind of record; visits and plans lead to themselves, where there is one. */
function Records({ records, waterId }: { readonly records: CheckedItem['records']; readonly waterId: string }) {
  const say = useSay()
  const groups = [...Map.groupBy(records, ({ kind }) => kind)]
  return (
    <span className="accept-records">
      {groups.map(([kind, ofKind]) => (
        <Link key={kind} {...placeOf(kind, ofKind[0]?.id ?? '', waterId)}>
          {say(recordKinds[kind])}
          {ofKind.length > 1 ? ` ${ofKind.length}` : ''}
        </Link>
      ))}
    </span>
  )
}

type Place = { readonly to: string; readonly hash?: string }

function placeOf(kind: RecordKind, id: string, waterId: string): Place {
  const water = `/waters/${waterId}`
  const places = {
    water: { to: water },
    reading: { to: water, hash: 'readings' },
    senses: { to: `/survey/waters/${waterId}` },
    questionnaire: { to: `/survey/waters/${waterId}` },
    duty: { to: water, hash: 'duties' },
    plan: { to: `/plans/${id}` },
    rectification: { to: '/verification/problems' },
    visit: { to: `/verification/visits/${id}` },
    source: { to: water, hash: 'sources' },
    declared: { to: `${water}/acceptance`, hash: 'declared' },
    works: { to: `${water}/progress` },
    money: { to: `${water}/money` },
  } as const satisfies Record<RecordKind, Place>
  return places[kind]
}
