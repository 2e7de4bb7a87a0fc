import type { FactKind } from '../../domain/facts.ts'

/** Names one appended fact; what a job receives. A job reads the rest itself, because it may run late and twice. */
export type FactReference = {
  readonly id: string
  readonly chain: string
  readonly sequence: number
  readonly kind: FactKind
}
