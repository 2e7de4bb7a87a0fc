import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useMemo, useState } from 'react'
import type { RegionCode } from '../../../domain/regions.ts'
import { supervisionListIds } from '../../../domain/waters.ts'
import {
  bundleStageIds,
  getCandidates,
  listBundles,
  saveBundle,
  solveBundle,
  type BundleAsk,
  type BundleResult,
  type BundleWater,
} from '../../../funding/contract.ts'
import { call } from '../../shared/client.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { BundleFigures } from './bundle-result.tsx'
import { BundleWaters, type BundleRow, type Wish } from './bundle-waters.tsx'
import { BundleWishes, type Asking } from './bundle-wishes.tsx'
import { FiguresDialog, type Figures } from './figures-dialog.tsx'
import { fundingWords as words } from './funding-words.ts'

const firstAsking: Asking = {
  ownYuan: 100_000_000,
  goal: 'area',
  weakFinanceCounties: [],
  lists: [...supervisionListIds],
  stages: [...bundleStageIds],
}

/** Candidates, wishes, the calculation and its result. What is entered stays until the page is left. */
export function BundlePlan({ region }: { readonly region: RegionCode }) {
  const say = useSay()
  const candidates = useAnswer(getCandidates, { query: { region } })
  const plan = usePlan(region, candidates.data?.items)
  const [entering, setEntering] = useState<BundleWater>()
  const [saving, setSaving] = useState(false)
  const estimate = candidates.data?.rule.costEstimate
  return (
    <div className="stack">
      <Panel title={say(words.wishes)}>
        <BundleWishes
          asking={plan.asking}
          counties={plan.counties}
          busy={plan.doing.busy}
          onChange={plan.change}
          onSolve={plan.solve}
        />
        {plan.doing.busy ? <p className="note-line">{say(words.solving)}</p> : null}
        {plan.doing.error === undefined ? null : <ProblemAlert error={plan.doing.error} />}
        {estimate === undefined ? null : (
          <p className="bundle-source">
            {say(words.estimateNote(String(estimate.yuanPerM2)))} <CitationNote citation={estimate.citation} />
          </p>
        )}
      </Panel>
      {plan.result === undefined ? null : <BundleFigures result={plan.result} />}
      {plan.stale ? <Alert type="warning" showIcon title={say(words.changed)} /> : null}
      <Panel
        title={say(words.candidates)}
        flush
        tools={
          plan.result === undefined || plan.stale ? undefined : (
            <Button type="primary" onClick={() => setSaving(true)}>
              {say(words.save)}
            </Button>
          )
        }
      >
        <BundleWaters
          rows={plan.rows}
          error={candidates.error}
          wishes={plan.wishes}
          onWish={plan.wish}
          renderActions={row => (
            <Button size="small" onClick={() => setEntering(row)} aria-label={say(words.enterTitle(row.name))}>
              {say(words.enter)}
            </Button>
          )}
        />
      </Panel>
      {entering === undefined ? null : (
        <FiguresDialog
          water={entering}
          yuanPerM2={estimate?.yuanPerM2 ?? 0}
          onSave={plan.enter}
          onClose={() => setEntering(undefined)}
        />
      )}
      {saving ? <SaveDialog ask={plan.ask} onClose={() => setSaving(false)} /> : null}
    </div>
  )
}

function usePlan(region: RegionCode, items: readonly BundleWater[] | undefined) {
  const [asking, setAsking] = useState(firstAsking)
  const [wishes, setWishes] = useState<ReadonlyMap<string, Wish>>(new Map())
  const [figures, setFigures] = useState<ReadonlyMap<string, Figures>>(new Map())
  const [solved, setSolved] = useState<{ readonly ask: string; readonly result: BundleResult }>()
  const doing = useDoing()
  const inside = items?.filter(({ list, stage }) => asking.lists.includes(list) && asking.stages.includes(stage))
  const ask = askOf(region, asking, { wishes, figures, ids: new Set(inside?.map(({ waterId }) => waterId)) })
  const counties = useMemo(() => new Map(items?.map(({ countyCode, county }) => [countyCode, county])), [items])
  return {
    asking,
    wishes,
    ask,
    counties,
    doing,
    result: solved?.result,
    stale: solved !== undefined && solved.ask !== JSON.stringify(ask),
    rows: inside?.map(item => rowOf(item, figures.get(item.waterId), solved?.result)),
    change: (part: Partial<Asking>) => setAsking({ ...asking, ...part }),
    wish: (id: string, wish: Wish) => setWishes(new Map([...wishes, [id, wish]])),
    enter: (entered: Figures) => setFigures(new Map([...figures, [entered.waterId, entered]])),
    solve: () =>
      void doing.run(async () =>
        setSolved({ ask: JSON.stringify(ask), result: await call(solveBundle, { body: ask }) }),
      ),
  }
}

type Entered = {
  readonly wishes: ReadonlyMap<string, Wish>
  readonly figures: ReadonlyMap<string, Figures>
  /** The candidates as filtered: what was wished of others rests meanwhile. */
  readonly ids: ReadonlySet<string>
}

function askOf(regionCode: RegionCode, asking: Asking, { wishes, figures, ids }: Entered): BundleAsk {
  const wished = (wish: Wish) => [...wishes].flatMap(([id, each]) => (each === wish && ids.has(id) ? [id] : []))
  return {
    ...asking,
    regionCode,
    mustInclude: wished('in'),
    mustLeaveOut: wished('out'),
    figures: [...figures.values()].filter(({ waterId }) => ids.has(waterId)),
  }
}

/** A candidate with what was entered for it and what the last calculation said. */
function rowOf(item: BundleWater, entered: Figures | undefined, result: BundleResult | undefined): BundleRow {
  const decided = result?.waters.find(({ waterId }) => waterId === item.waterId)
  return {
    ...item,
    ...(entered?.investmentYuan === undefined ? {} : { investmentYuan: entered.investmentYuan, estimated: false }),
    ...(entered?.people === undefined ? {} : { people: entered.people }),
    ...(entered?.enterpriseResponsible === undefined ? {} : { enterpriseResponsible: entered.enterpriseResponsible }),
    ...(decided === undefined ? {} : { in: decided.in, reasons: decided.reasons }),
  }
}

function SaveDialog({ ask, onClose }: { readonly ask: BundleAsk; readonly onClose: () => void }) {
  const say = useSay()
  const cache = useQueryClient()
  const save = async ({ name }: { readonly name: string }) => {
    await call(saveBundle, { body: { ...ask, name } })
    await cache.invalidateQueries({ queryKey: answerKey(listBundles) })
  }
  return (
    <FormDialog<{ readonly name: string }>
      title={say(words.saveTitle)}
      explain={say(words.saveExplain)}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={say(words.bundleName)}
        rules={[{ required: true, whitespace: true, min: 2, message: say(words.nameNeeded) }]}
      >
        <Input maxLength={120} />
      </Form.Item>
    </FormDialog>
  )
}
