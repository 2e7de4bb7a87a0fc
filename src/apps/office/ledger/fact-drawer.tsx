import { Button, Drawer } from 'antd'
import { wordOf } from '../../../domain/told.ts'
import { accountFields } from '../../../people/rules.ts'
import type { FactEntry } from '../../../platform/facts/contract.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { RegionName } from '../people/region-name.tsx'
import { policyLines } from '../standards/policy-lines.ts'
import type { LedgerSearch } from './ledger-page.tsx'
import { ledgerWords as words } from './ledger-words.ts'

type Narrow = (change: Partial<LedgerSearch>) => void

/** One entry in full: its place in the chain, its body, and what is left of personal fields. */
export function FactDrawer(props: {
  readonly fact: FactEntry | undefined
  readonly onClose: () => void
  readonly onNarrow: Narrow
}) {
  const say = useSay()
  const { fact } = props
  return (
    <Drawer
      open={fact !== undefined}
      onClose={props.onClose}
      size={560}
      title={<h2 className="drawer-title">{fact === undefined ? say(words.entry) : say(fact.label)}</h2>}
      destroyOnHidden
    >
      {fact === undefined ? null : <FactView fact={fact} onNarrow={props.onNarrow} />}
    </Drawer>
  )
}

function FactView({ fact, onNarrow }: { readonly fact: FactEntry; readonly onNarrow: Narrow }) {
  const say = useSay()
  const personal = Object.entries(fact.personal)
  const reason = typeof fact.body['reason'] === 'string' ? fact.body['reason'] : undefined
  return (
    <div className="stack">
      <FactList
        lines={[
          { label: say(words.at), value: <DateText at={fact.at} time /> },
          {
            label: say(words.actor),
            value: (
              <>
                <PersonName person={fact.actor} />{' '}
                <Button type="link" size="small" onClick={() => onNarrow({ person: fact.actorId })}>
                  {say(words.onlyPerson)}
                </Button>
              </>
            ),
            wide: true,
          },
          fact.words.zh === fact.label.zh ? undefined : { label: say(words.said), value: say(fact.words), wide: true },
          reason === undefined ? undefined : { label: say(words.reason), value: reason, wide: true },
          { label: say(words.region), value: <RegionName code={fact.regionCode} />, wide: true },
          { label: say(words.chain), value: fact.chain },
          { label: say(words.sequence), value: fact.sequence },
          {
            label: say(words.subject),
            value: (
              <>
                <code>{fact.subjectId}</code>{' '}
                <Button
                  type="link"
                  size="small"
                  onClick={() => onNarrow({ water: undefined, subject: fact.subjectId })}
                >
                  {say(words.onlySubject)}
                </Button>
              </>
            ),
            wide: true,
          },
          { label: say(words.ownHash), value: <code className="hash">{fact.hash}</code>, wide: true },
        ]}
      />
      <section>
        <h3 className="fact-heading">{say(words.raw)}</h3>
        <FactList
          lines={policyLines(fact.body).map(({ path, value }) => ({
            label: path.join(' › '),
            value: typeof value === 'object' ? say(value) : String(value),
            wide: true,
          }))}
        />
      </section>
      {personal.length === 0 ? null : (
        <section>
          <h3 className="fact-heading">{say(words.personal)}</h3>
          <FactList
            lines={personal.map(([field, value]) => ({
              label: say(wordOf(accountFields, field)),
              value: value ?? say(words.erased),
            }))}
          />
        </section>
      )}
    </div>
  )
}
