import fs from 'node:fs'
import path from 'node:path'
import { collections } from '../../cloudfunctions/collected/collections'
import {
  circlesOf,
  circlesOfFiles,
  declaredUses,
  differencesOf,
  domainOf,
  importsOfEntries,
  isTest,
  kindOf,
  kindsIn,
  longEntries,
  readSources,
  ROOT,
  strayImports,
  strayRows,
  type SourceText,
} from './domains'

/** How the domains of the server hang together, and what their folders hold. */

const sources = readSources()
const declared = declaredUses(collections)

const kinds = kindsIn(fs.readFileSync(path.join(ROOT, 'docs/conventions.md'), 'utf8'))
/** Tests and what only tests read, the rows of the walk, apart. */
const MOST_FILES = 12
const isCounted = ({ file }: SourceText): boolean => !isTest(file) && kindOf(file) !== 'rows'

const foreignKinds = (files: readonly SourceText[]): string[] =>
  files.map(({ file }) => file).filter((file) => !isTest(file) && !kinds.has(kindOf(file)))

const tooLarge = (files: readonly SourceText[]): string[] => {
  const counts = new Map<string, number>()
  for (const { file } of files.filter(isCounted)) {
    const folder = file.split('/').slice(0, 2).join('/')
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count > MOST_FILES).map(([folder]) => folder)
}

/** Differences that were not there before. */
const newDifferences = (files: readonly SourceText[], uses = declared): string[] => {
  const known = new Set(differencesOf(sources, declared))
  return differencesOf(files, uses).filter((one) => !known.has(one))
}

const withFile = (file: string, text: string): SourceText[] => [
  ...sources.filter((one) => one.file !== file),
  { file, text },
]

describe('imports', () => {
  test('[DATA-2] make no circle between domains, types included', () => {
    expect(circlesOf(sources)).toEqual([])
  })

  test('[DATA-2] a type that goes back would be found, in an entry file it is none', () => {
    const back = "import type { Checkout } from '../../sale/checkout/checkout.service'\n"
    expect(circlesOf(withFile('people/member/x.view.ts', back))).toContainEqual(
      expect.stringMatching(/member → checkout|checkout → member/),
    )
    expect(circlesOf(withFile('people/member/x.effects.ts', back))).toEqual([])
  })

  test('[DATA-2] make no circle between files of a domain, types included', () => {
    expect(circlesOfFiles(sources)).toEqual([])
    const back = "import type { Step } from './steps.service'\n"
    expect(circlesOfFiles(withFile('money/audit/people.service.ts', back))).toEqual([
      expect.stringMatching(/people\.service\.ts → money\/audit\/steps\.service\.ts|steps.*→ .*people/),
    ])
  })

  test('[DATA-2] of entry files are those of entry files of the same domain', () => {
    expect(importsOfEntries(sources)).toEqual([])
    const hidden = "import { storefront } from './member.calls'\n"
    expect(importsOfEntries(withFile('people/member/x.service.ts', hidden))).toHaveLength(1)
  })

  test('find a domain by its name: no two groups have one of the same', () => {
    const folders = new Set(sources.map(({ file }) => file.split('/').slice(0, 2).join('/')))
    expect(new Set([...folders].map((folder) => domainOf(`${folder}/x.ts`))).size).toBe(folders.size)
  })
})

describe('the table of kinds', () => {
  const stray = (file: string, text: string) => strayImports([{ file, text }], kinds)

  test('[HOUSE-4] has all imports of the domains', () => {
    expect(kinds.size).toBe(14)
    expect(strayImports(sources, kinds)).toEqual([])
  })

  test.each([
    ['money/audit/x.calls.ts', "import { readAudit } from './audit.repo'"],
    ['money/audit/x.rules.ts', "import type { BookedOrder } from './audit.repo'"],
    ['goods/catalog/x.view.ts', "export type { ListQuery } from './product.repo'"],
    ['goods/catalog/x.repo.ts', "import { home } from './catalog.service'"],
    ['goods/catalog/x.model.ts', "import { ORDERS } from '../../sale/order'"],
    ['goods/catalog/x.collections.ts', "import type { OrderDoc } from '../../sale/order'"],
    ['goods/catalog/x.service.ts', "import { ORDERS } from '../../sale/order/order.repo'"],
    ['goods/catalog/x.service.ts', "import { STOCK } from '../inventory/stock.model'"],
  ])('[HOUSE-4] refuses what it does not have: in %s %s', (file, text) => {
    expect(stray(file, text)).toHaveLength(1)
  })

  test('[HOUSE-4] lets through what it has', () => {
    expect(stray('goods/catalog/x.service.ts', "import { ORDERS } from '../../sale/order'")).toEqual([])
    expect(
      stray('goods/catalog/x.model.ts', "import type { OrderDoc } from '../../sale/order/order.model'"),
    ).toEqual([])
  })
})

describe('an entry', () => {
  const handler = (body: string) => [
    { file: 'sale/cart/x.calls.ts', text: `export const storefront = { 'cart.x': ${body} }\n` },
  ]

  test('[HOUSE-4] only names what is done', () => {
    expect(longEntries(sources)).toEqual([])
  })

  test.each([
    'async (ctx, input) => { const a = await one(ctx); return { a } }',
    'async (ctx, input) => { await one(ctx); await two(ctx); return {} }',
    'async (ctx, input) => { if (input.x) await one(ctx); return {} }',
    'async (ctx, input) => toX(await one(ctx))',
  ])('[HOUSE-4] that does more is found: %s', (body) => {
    expect(longEntries(handler(body))).toEqual(["sale/cart/x.calls.ts 'cart.x'"])
  })

  test.each([
    'one',
    '(ctx, { id }) => one(ctx, id)',
    'async (ctx) => ({ open: await one(ctx) })',
    'async (ctx) => { await one(ctx); return {} }',
  ])('[HOUSE-4] that calls one function is none: %s', (body) => {
    expect(longEntries(handler(body))).toEqual([])
  })

  test('[HOUSE-4] with a service in it is found', () => {
    const services = [
      'async function send(ctx: Context): Promise<void> {}\n',
      'const send = async (ctx: MemberContext) => {}\n',
    ]
    for (const text of services)
      expect(longEntries([{ file: 'shop/message/x.effects.ts', text }])).toEqual([
        'shop/message/x.effects.ts send',
      ])
  })
})

describe('the users of a collection', () => {
  test('[DATA-1] are those that its owner declares', () => {
    expect(differencesOf(sources, declared)).toEqual([])
  })

  test.each([
    ['an operation', "export const f = (ctx: Context) => ctx.db.count('ledger', {})\n", 'reads'],
    ['a change', "export const f = (ctx: Context) => ctx.db.remove('ledger', { _id: 'x' })\n", 'writes'],
    [
      'a change in a transaction',
      "const LEDGER = 'ledger'\nexport const f = (inside: Operations) => inside.insert(LEDGER, entry)\n",
      'writes',
    ],
    ['a join', "export const f = (p: P) => p.lookup({ from: 'ledger', as: 'x' })\n", 'reads'],
    ['the type of its documents', "import type { LedgerEntry } from '../../money/ledger'\n", 'reads'],
    ['the type by its name', "export type X = Doc<'ledger'>\n", 'reads'],
    [
      'a parameter',
      "async function all(ctx: Context, name: 'ledger') {\n  await ctx.db.find(name, {})\n}\nall(ctx, 'ledger')\n",
      'reads',
    ],
  ])('[DATA-1] who is not declared is found: %s', (_, text, use) => {
    expect(newDifferences(withFile('sale/cart/x.repo.ts', text))).toEqual([`cart ${use}, undeclared, ledger`])
  })

  test('[DATA-1] who is declared in vain is found, and who only reads what it is to write', () => {
    const { ledger, orders } = collections
    const more = { ...collections, ledger: { ...ledger, readers: [...ledger.readers, 'cart'] } }
    expect(newDifferences(sources, declaredUses(more))).toEqual(['cart is declared in vain: reads ledger'])
    const writer = { ...collections, orders: { ...orders, writers: [...orders.writers, 'overview'] } }
    expect(newDifferences(sources, declaredUses(writer))).toHaveLength(2)
  })
})

describe('the folder of a domain', () => {
  test('[HOUSE-4] holds files of known kinds', () => {
    expect(foreignKinds(sources)).toEqual([])
    expect(foreignKinds(withFile('people/member/member.helpers.ts', ''))).toHaveLength(1)
    expect(foreignKinds(withFile('people/member/member.ts', ''))).toHaveLength(1)
  })

  test('[HOUSE-4] holds the rows of its calls and no other', () => {
    expect(strayRows(sources)).toEqual([])
    const rows =
      "export const rows = { 'storefront/cart.get': {}, 'storefront/order.get': {} } satisfies Rows\n"
    expect(strayRows(withFile('sale/cart/cart.rows.ts', rows))).toEqual([
      'cart has no row of storefront/cart.add',
      'cart has no row of storefront/cart.setQuantity',
      'cart has no row of storefront/cart.remove',
      'cart does not handle storefront/order.get',
    ])
  })

  test('[HOUSE-4] holds few of them', () => {
    expect(tooLarge(sources)).toEqual([])
    const one = sources.filter((source) => source.file.startsWith('sale/order/') && isCounted(source))
    const more = Array.from({ length: MOST_FILES + 1 - one.length }, (_, i) => `sale/order/x${i}.rules.ts`)
    expect(tooLarge([...sources, ...more.map((file) => ({ file, text: '' }))])).toEqual(['sale/order'])
  })
})
