import { useEffect, useRef, type RefObject } from 'react'

/**
 * Lets the keyboard reach a table that is wider than its place: the part that scrolls sideways can be focused, and the arrow keys
 * then move it (WCAG 2.1.1).
 */
export function useScrollFocus<E extends HTMLElement>(): RefObject<E | null> {
  const frame = useRef<E>(null)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const mark = () => element.querySelectorAll<HTMLElement>('.ant-table-content').forEach(markScrolling)
    mark()
    const watch = new ResizeObserver(mark)
    watch.observe(element)
    return () => watch.disconnect()
  })
  return frame
}

function markScrolling(part: HTMLElement): void {
  if (part.scrollWidth > part.clientWidth) part.tabIndex = 0
  else part.removeAttribute('tabindex')
}
