import { confidences, type Bilingual, type Citation, type Confidence } from '../../../domain/words.ts'
import { useSay } from '../i18n/language.tsx'
import { Mark } from './marks.tsx'

const confidenceWords = {
  published: {
    label: { zh: '已核公开文本', en: 'published text' },
    explain: { zh: '已在公开发布的文本中核对', en: 'Read in a published copy' },
    tone: 'green',
  },
  secondary: {
    label: { zh: '据二手来源', en: 'secondary source' },
    explain: { zh: '取自二手资料，未见原文', en: 'Taken from a secondary source; the original was not seen' },
    tone: undefined,
  },
  'to-be-confirmed': {
    label: { zh: '待核实', en: 'to be confirmed' },
    explain: {
      zh: '未见文本，由业务部门核实后方可作为依据',
      en: 'The text was not seen: the competent department confirms it before it counts as grounds',
    },
    tone: 'amber',
  },
} as const satisfies Record<Confidence, { label: Bilingual; explain: Bilingual; tone: 'green' | 'amber' | undefined }>

/** How sure the product is of a source, in words. */
export function ConfidenceMark({ confidence }: { readonly confidence: string }) {
  const say = useSay()
  const known = confidences.find(each => each === confidence) ?? 'to-be-confirmed'
  const { label, explain, tone } = confidenceWords[known]
  return (
    <span title={say(explain)}>
      <Mark tone={tone}>{say(label)}</Mark>
    </span>
  )
}

/** Title and clause of a source, with the mark of how sure it is. */
export function CitationNote({
  citation,
}: {
  readonly citation: Pick<Citation, 'title' | 'clause'> & { readonly confidence: string }
}) {
  return (
    <span className="citation-note">
      <cite>
        {citation.title}
        {citation.clause === '' ? '' : ` ${citation.clause}`}
      </cite>{' '}
      <ConfidenceMark confidence={citation.confidence} />
    </span>
  )
}
