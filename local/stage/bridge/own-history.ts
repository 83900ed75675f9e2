/**
 * The frames of a window share its history: going back on one phone would undo the latest step of any phone. In the
 * stage each phone keeps its steps to itself; the window's history gets none.
 */
export function keepOwnHistory(): void {
  const { history } = window
  const replace = history.replaceState.bind(history)
  const here = () => ({ state: history.state as unknown, url: location.href })
  const steps = [here()]
  let at = 0

  history.pushState = (state, unused, url) => {
    replace(state, unused, url)
    at += 1
    steps.splice(at, steps.length, here())
  }
  history.replaceState = (state, unused, url) => {
    replace(state, unused, url)
    steps[at] = here()
  }
  history.go = (delta = 0) => {
    if (delta === 0) return location.reload()
    // The browser's own answers later, too.
    setTimeout(() => {
      const step = steps[at + delta]
      if (!step) return
      at += delta
      replace(step.state, '', step.url)
      window.dispatchEvent(new PopStateEvent('popstate', { state: step.state }))
    })
  }
  history.back = () => history.go(-1)
  history.forward = () => history.go(1)
}
