import { useEffect } from 'react'
import { focusTop, keepInside, topDialog } from './dialog-focus.h5'

/**
 * What a browser gives its own buttons and links, for ours, which are plain elements with a role: the Tab key reaches
 * each, Enter and the space bar press it, Escape closes the sheet on top. One place for all controls, so that none can
 * be forgotten.
 */

const CONTROLS = ['button', 'link', 'tab', 'checkbox', 'radio', 'switch', 'option']
  .map((role) => `[role=${role}]`)
  .join(',')

/** Call it in the App. */
export function useKeyboard(): void {
  useEffect(() => watchKeyboard(document), [])
}

/** @returns ends it */
export function watchKeyboard(root: Document): () => void {
  const reach = (place: ParentNode) => {
    for (const control of place.querySelectorAll<HTMLElement>(`:is(${CONTROLS}):not([tabindex])`))
      control.tabIndex = 0
  }
  reach(root)
  const seen = new MutationObserver(() => {
    reach(root)
    focusTop(root)
  })
  seen.observe(root.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['role', 'class'],
  })

  const onKey = (event: KeyboardEvent) => {
    // Somebody who writes Chinese confirms a word with Enter.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Tab') keepInside(root, event)
    else if (event.key === 'Escape') closeTop(root)
    else press(event)
  }
  root.addEventListener('keydown', onKey)
  return () => {
    seen.disconnect()
    root.removeEventListener('keydown', onKey)
  }
}

function press(event: KeyboardEvent): void {
  const { target, key } = event
  if ((key !== 'Enter' && key !== ' ') || !(target instanceof HTMLElement) || !target.matches(CONTROLS))
    return
  // The space bar would scroll.
  event.preventDefault()
  // One that is held down is one press.
  if (!event.repeat) target.click()
}

/** As a tap beside it: what has no way out there stays. */
function closeTop(root: Document): void {
  topDialog(root)?.parentElement?.querySelector<HTMLElement>('.ui-overlay__scrim')?.click()
}
