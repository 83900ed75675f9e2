import type { Page } from 'playwright-core'

/** Tells everything a browser complains about on a page and in its frames. */
export function watch(page: Page, tell: (fault: string) => void): void {
  page.on('console', (message) => {
    if (message.type() === 'error') tell(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => tell(`page: ${error.stack ?? error.message}`))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // Whoever leaves a page gives up what it was still asking for.
    if (reason !== 'net::ERR_ABORTED') tell(`request: ${reason} ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) tell(`response: ${response.status()} ${response.url()}`)
  })
}
