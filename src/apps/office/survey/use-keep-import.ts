import { useQueryClient } from '@tanstack/react-query'
import { getSurveyImport, listSurveyImports, type SurveyImport } from '../../../survey/import/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'

/** Keeps what the platform answered about an import where every part of the page reads it. */
export function useKeepImport(): (held: SurveyImport) => void {
  const cache = useQueryClient()
  return held => {
    cache.setQueryData(answerKey(getSurveyImport, { params: { id: held.id } }), held)
    void cache.invalidateQueries({ queryKey: answerKey(listSurveyImports) })
  }
}
