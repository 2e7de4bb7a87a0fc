import { surveyFields } from '../../../survey/import/contract.ts'
import { useSay } from '../../shared/i18n/language.tsx'

/** Names of columns by field, as the official table writes them; a field of a newer release shows its id. */
export function useFieldName(): (field: string) => string {
  const say = useSay()
  const names: Readonly<Record<string, { readonly name: { readonly zh: string; readonly en: string } }>> = surveyFields // widened to ask for membership
  return field => {
    const entry = names[field]
    return entry === undefined ? field : say(entry.name)
  }
}
