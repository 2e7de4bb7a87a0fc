import type { CaseContent } from '../../../planning/cases/contract.ts'
import { withoutBlanks } from '../../shared/without-blanks.ts'

/** A case as its form holds it: blanks where nothing was typed. */
export type CaseFormValues = Partial<
  Omit<CaseContent, 'causes' | 'measures' | 'outcome' | 'source' | 'areaM2' | 'lengthM' | 'costYuan'>
> & {
  readonly areaM2?: number | null
  readonly lengthM?: number | null
  readonly costYuan?: number | null
  readonly causes?: readonly Partial<CaseContent['causes'][number]>[]
  readonly measures?: readonly Partial<CaseContent['measures'][number]>[]
  readonly outcome?: Partial<CaseContent['outcome']>
  readonly source?: Partial<NonNullable<CaseContent['source']>>
}

export const emptyCase: CaseContent = {
  title: '',
  placeText: '',
  functions: [],
  presentState: '',
  causes: [],
  causesText: '',
  measures: [],
  measuresText: '',
  outcome: { text: '' },
  lessons: '',
  pictures: [],
}

/** What the platform is asked to keep. A source without a title is none yet. */
export function caseContentOf(form: CaseFormValues): CaseContent {
  const { causes = [], measures = [], outcome = {}, source = {}, pictures = [], ...rest } = form
  const said = withoutBlanks(rest)
  return {
    ...emptyCase,
    ...said,
    causes: causes.map(row => withoutBlanks(row)) as CaseContent['causes'], // the form asks for each cause
    measures: measures.map(row => withoutBlanks(row)) as CaseContent['measures'], // likewise
    outcome: { ...withoutBlanks(outcome), text: outcome.text?.trim() ?? '' },
    ...sourceOf(source),
    pictures: pictures.map(({ attachmentId, when, caption }) => ({ attachmentId, when, caption })),
  } as CaseContent // what is blank was left out, what is not is of the form's types
}

function sourceOf({ title = '', clause, confidence = 'to-be-confirmed' }: NonNullable<CaseFormValues['source']>) {
  if (title.trim() === '') return {}
  return { source: { ...withoutBlanks({ title: title.trim(), clause }), confidence } }
}
