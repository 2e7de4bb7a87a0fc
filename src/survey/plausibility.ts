// Waters check what they are given by the same rules; see there.
export * from '../waters/plausibility.ts'
