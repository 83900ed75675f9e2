/** Where the focus is while a sheet or a dialog lies over a page: in it, and back where it was when it has gone. */

const DIALOGS = '[role=dialog]'
const REACHED = 'input:not([disabled]),textarea:not([disabled]),[tabindex]:not([tabindex="-1"])'

/** What had the focus before the first dialog came; nothing while there is none. */
let held: { before: Element | null } | undefined

/** The newest that is coming or has come; one that is leaving has given the page back already. */
export function topDialog(root: ParentNode): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>(DIALOGS)]
    .filter((one) => isShown(one) && !one.closest('.ui-overlay--leaving'))
    .at(-1)
}

/** Moves the focus into a dialog that has come, and back when it has gone. */
export function focusTop(root: Document): void {
  const top = topDialog(root)
  const before = held ? held.before : root.activeElement
  if (!top) {
    if (held && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    held = undefined
    return
  }
  // An element that is not drawn yet takes no focus: it is tried again with what changes next.
  held = { before }
  if (top.contains(root.activeElement)) return
  top.tabIndex = -1
  top.focus({ preventScroll: true })
}

/** The Tab key goes round in the dialog on top and never out of it. */
export function keepInside(root: Document, event: KeyboardEvent): void {
  const top = topDialog(root)
  if (!top) return
  event.preventDefault()
  const reached = [...top.querySelectorAll<HTMLElement>(REACHED)].filter(isShown)
  const at = reached.findIndex((one) => one === root.activeElement)
  // From the dialog itself the first comes next, and the last before.
  const to = event.shiftKey ? (at > 0 ? at - 1 : reached.length - 1) : (at + 1) % reached.length
  reached[to]?.focus()
}

/** Pages below the one on top stay in the document and are not shown. */
const isShown = (one: HTMLElement): boolean =>
  typeof one.checkVisibility === 'function' ? one.checkVisibility({ visibilityProperty: true }) : true
