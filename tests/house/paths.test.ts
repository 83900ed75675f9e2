import { readSources, type SourceText } from './domains'
import { changingSources, loosePaths, strayPaths } from './paths'

const sources = readSources()
const withFile = (file: string, text: string): SourceText[] => [
  ...sources.filter((one) => one.file !== file),
  { file, text },
]

/** One repository with every mistake; the program is made once for all of them. */
const MISTAKES = `
import type { Context } from '../../../platform/context'
import { removals } from '../../../platform/removals'
export async function f(ctx: Context, no: string, field: string) {
  const path = \`refunds.\${no}\`
  const where: Record<string, unknown> = {}
  where[\`refund.\${no}\`] = 1
  await ctx.db.change('orders', { _id: 'x', [\`\${path}.stat\`]: 1 }, { [\`lines.\${no}.payFenn\`]: 1 })
  await ctx.db.change('orders', Object.fromEntries([[\`\${path}.state.x\`, 1]]), { [\`\${path}.\${field}\`]: 1 })
  await ctx.db.change('orders', { [\`\${path}.state\`]: 1, [\`lines.\${no}.payFen\`]: 1 }, { [path]: 1 })
  await ctx.db.change('orders', { _id: 'x' }, removals(ctx.db._, [no].map((one) => \`refunds.\${one}.stat\`)))
}
`

test('[DATA-1] paths that are put together lead to fields of the documents', () => {
  expect(strayPaths(sources)).toEqual([])
})

test('[DATA-1] one that leads nowhere is found', () => {
  expect(strayPaths(withFile('sale/refund/x.repo.ts', MISTAKES)).sort()).toEqual([
    'sale/refund/x.repo.ts:11 refunds.*.stat',
    'sale/refund/x.repo.ts:7 refund.*',
    'sale/refund/x.repo.ts:8 lines.*.payFenn',
    'sale/refund/x.repo.ts:8 refunds.*.stat',
    'sale/refund/x.repo.ts:9 refunds.*.state.x',
  ])
})

const LOOSE = `
import type { Context } from '../../../platform/context'
import { removals } from '../../../platform/removals'
import { fieldKey } from '../../../platform/field-key'
export async function f(ctx: Context, no: string, field: 'state' | 'problem', i: number) {
  const path = \`refunds.\${fieldKey(no)}\`
  const loose = \`refunds.\${no}\`
  await ctx.db.change('orders', { _id: 'x' }, { [\`\${path}.\${field}\`]: 1, [\`lines.\${i}.payFen\`]: 1 })
  await ctx.db.change('orders', { [\`\${loose}.state\`]: 1 }, { refunds: { [no]: 1 } })
  await ctx.db.change('orders', { _id: 'x' }, Object.fromEntries([no].map((one) => [\`refunds.\${one}\`, 1])))
  await ctx.db.change('orders', { _id: 'x' }, removals(ctx.db._, [no].map((each) => \`refunds.\${each}\`)))
}
`

/** Where names become parts of paths without being looked at: of the code, and of what was made up. */
let loose: { code: string[]; madeUp: string[] }

beforeAll(() => {
  const made = { file: 'sale/refund/x.repo.ts', text: LOOSE }
  const found = loosePaths([...changingSources(), made])
  const isMade = (place: string) => place.startsWith(made.file)
  loose = { code: found.filter((place) => !isMade(place)), madeUp: found.filter(isMade) }
})

test('[SAFE-8] no name from elsewhere becomes part of a path without being looked at', () => {
  expect(loose.code).toEqual([])
})

test('[SAFE-8] one that does is found', () => {
  expect(loose.madeUp.sort()).toEqual([
    'sale/refund/x.repo.ts:10 one',
    'sale/refund/x.repo.ts:11 each',
    'sale/refund/x.repo.ts:7 no',
    'sale/refund/x.repo.ts:9 no',
  ])
})
