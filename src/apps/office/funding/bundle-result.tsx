import { Alert } from 'antd'
import type { BundleResult } from '../../../funding/contract.ts'
import { yuanWords } from '../../../funding/rules.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { Panel } from '../../shared/components/page-header.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { fundingWords as words } from './funding-words.ts'
import { wanOf } from './money.ts'

/** What a bundle adds up to, the tier it reaches and what the next one needs. */
export function BundleFigures({ result }: { readonly result: BundleResult }) {
  const say = useSay()
  const locale = useLocale()
  const { totals, applicant, proven } = result
  const number = (value: number) => formatNumber(value, locale)
  return (
    <>
      <Tally
        label={say(words.result)}
        figures={[
          {
            label: say(words.award),
            value: number(wanOf(totals.awardYuan)),
            tone: totals.awardYuan > 0 ? 'good' : 'warn',
            note: totals.awardYuan > 0 ? undefined : say(words.noAward),
          },
          { label: say(words.investment), value: number(wanOf(totals.investmentYuan)) },
          { label: say(words.area), value: number(totals.areaM2) },
          {
            label: say(words.waters),
            value: number(totals.waters),
            note: say(proven ? words.proven : words.notProven),
          },
          { label: say(words.counties), value: number(totals.counties) },
          ...(totals.people > 0 ? [{ label: say(words.people), value: number(totals.people) }] : []),
        ]}
      />
      {applicant.eligible ? null : (
        <Alert
          type="warning"
          showIcon
          title={say(words.notEligible(applicant.nationalWaters, number(applicant.areaM2)))}
        />
      )}
      <Panel title={say(words.tiers)}>
        <TierBars result={result} />
        <NextTier result={result} />
        <p className="bundle-source">
          <CitationNote citation={result.rule.citation} />
        </p>
      </Panel>
    </>
  )
}

/** Each tier with how far the bundle fills its condition on money and on area; the words say the same. */
function TierBars({ result: { rule, totals } }: { readonly result: BundleResult }) {
  const say = useSay()
  const locale = useLocale()
  const number = (value: number) => formatNumber(value, locale)
  return (
    <ol className="tier-bars">
      {rule.tiers.toReversed().map(tier => {
        const reached = totals.awardYuan >= tier.awardYuan
        return (
          <li key={tier.awardYuan} className={reached ? 'reached' : ''}>
            <span className="tier-award">
              {say(yuanWords(tier.awardYuan))}
              {totals.awardYuan === tier.awardYuan ? <Mark tone="green">{say(words.tierReached)}</Mark> : null}
            </span>
            <TierBar share={totals.investmentYuan / tier.investmentYuanFrom} />
            {tier.bundleAreaM2From === 0 ? null : <TierBar share={totals.areaM2 / tier.bundleAreaM2From} />}
            <span className="tier-line">
              {say(words.tierLine(yuanWords(tier.investmentYuanFrom), number(tier.bundleAreaM2From)))}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function TierBar({ share }: { readonly share: number }) {
  const percent = Math.min(100, Math.floor(share * 100))
  return (
    <span className="tier-bar" aria-hidden="true">
      <span className={percent === 100 ? 'full' : ''} style={{ width: `${percent}%` }} />
    </span>
  )
}

function NextTier({ result: { next } }: { readonly result: BundleResult }) {
  const say = useSay()
  const locale = useLocale()
  if (next === undefined) return null
  const number = (value: number) => formatNumber(value, locale)
  const parts = [
    next.missingInvestmentYuan > 0 ? words.nextInvestment(yuanWords(next.missingInvestmentYuan)) : undefined,
    next.missingAreaM2 > 0 ? words.nextArea(number(next.missingAreaM2)) : undefined,
    next.missingOwnYuan > 0 ? words.nextOwn(yuanWords(next.missingOwnYuan)) : undefined,
  ].filter(part => part !== undefined)
  return (
    <p className="tier-next">
      {say(words.next(yuanWords(next.awardYuan), parts.map(part => say(part)).join(say(words.and))))}
      {next.unfound === true ? say(words.nextUnfound) : null}
    </p>
  )
}
