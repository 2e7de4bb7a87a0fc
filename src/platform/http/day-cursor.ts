import { Problem } from '../../domain/problems.ts'
import { DateText } from '../../domain/shapes.ts'
import { cursorInvalid, readCursor } from './cursor.ts'

/** @throws Problem `request.cursor-invalid` also for a day that is none */
export function readDayCursor(cursor: string): { readonly day: string; readonly id: string } {
  const [day, id] = readCursor(cursor, ['text', 'uuid'])
  return { day: requireDay(day), id }
}

/** @throws Problem `request.cursor-invalid` for a day that somebody made up */
export function requireDay(day: string): string {
  if (!DateText.safeParse(day).success) throw new Problem(cursorInvalid, {})
  return day
}
