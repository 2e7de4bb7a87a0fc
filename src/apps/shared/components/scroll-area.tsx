import type { ReactNode } from 'react'

/** A wide table that scrolls sideways inside its place, with the keyboard too. */
export function ScrollArea({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whatever scrolls must be reachable with the keyboard
    <section className="scroll-area" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
