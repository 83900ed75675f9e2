import fs from 'node:fs'
import type { Page } from 'playwright-core'

/** As much of axe-core's answer as is looked at. */
interface Found {
  id: string
  impact: string | null
  nodes: { html: string; failureSummary?: string }[]
}

let script: string | undefined

/**
 * What axe-core finds serious on the page as it is shown now: a line a thing, nothing when all is well. Contrast is not
 * among it: that is a matter of the tokens.
 */
export async function seriousOn(page: Page): Promise<string[]> {
  script ??= fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(script)
  const found = await page.evaluate(
    () =>
      (globalThis as unknown as { axe: { run(o: object): Promise<{ violations: Found[] }> } }).axe.run({
        resultTypes: ['violations'],
        rules: { 'color-contrast': { enabled: false } },
      }) as Promise<{ violations: Found[] }>,
  )
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
