import { readSources, type SourceText } from './domains'
import { strayPaths } from './paths'

const sources = readSources()
const withFile = (file: string, text: string): SourceText[] => [
  ...sources.filter((one) => one.file !== file),
  { file, text },
]

/** One repository with every mistake; the program is made once for all of them. */
const MISTAKES = `
import type { Context } from '../../../platform/context'
export async function f(ctx: Context, no: string, field: string) {
  const path = \`refunds.\${no}\`
  const where: Record<string, unknown> = {}
  where[\`refund.\${no}\`] = 1
  await ctx.db.change('orders', { _id: 'x', [\`\${path}.stat\`]: 1 }, { [\`lines.\${no}.payFenn\`]: 1 })
  await ctx.db.change('orders', Object.fromEntries([[\`\${path}.state.x\`, 1]]), { [\`\${path}.\${field}\`]: 1 })
  await ctx.db.change('orders', { [\`\${path}.state\`]: 1, [\`lines.\${no}.payFen\`]: 1 }, { [path]: 1 })
}
`

test('[DATA-1] paths that are put together lead to fields of the documents', () => {
  expect(strayPaths(sources)).toEqual([])
})

test('[DATA-1] one that leads nowhere is found', () => {
  expect(strayPaths(withFile('sale/refund/x.repo.ts', MISTAKES)).sort()).toEqual([
    'sale/refund/x.repo.ts:6 refund.*',
    'sale/refund/x.repo.ts:7 lines.*.payFenn',
    'sale/refund/x.repo.ts:7 refunds.*.stat',
    'sale/refund/x.repo.ts:8 refunds.*.state.x',
  ])
})
