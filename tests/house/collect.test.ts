import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from './domains'

/** Two domains that name the same thing are told so: of what is spread the later one would silently win. */

const script = pathToFileURL(path.join(ROOT, 'scripts/lib/collect.mjs')).href
const bases: string[] = []
afterAll(() => {
  for (const base of bases) fs.rmSync(base, { recursive: true })
})

type Files = Readonly<Record<string, string>>

/** A project of these files and nothing else. */
function project(files: Files): string {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-collect-'))
  bases.push(base)
  const all: Files = {
    'cloudfunctions/migrations/README.md': '',
    'shared/rules/pricing/README.md': '',
    ...files,
  }
  for (const [file, text] of Object.entries(all)) {
    fs.mkdirSync(path.dirname(path.join(base, file)), { recursive: true })
    fs.writeFileSync(path.join(base, file), text)
  }
  return base
}

/** Collects in each of these projects, in one process: what it says when it refuses, else nothing. */
function collectIn(projects: readonly string[]): string[] {
  const code = `import { collect } from '${script}'
const said = ${JSON.stringify(projects)}.map((base) => {
  try { collect(base); return '' } catch (error) { return error.message }
})
console.log(JSON.stringify(said))`
  const { stdout } = spawnSync('node', ['--input-type=module', '-e', code], { encoding: 'utf8' })
  return JSON.parse(stdout) as string[]
}

const server = (domain: string, kind: string) =>
  `cloudfunctions/domain/${domain}/${domain.split('/')[1]}.${kind}.ts`
const ONE = 'sale/one'
const TWO = 'shop/two'

const CASES: { what: string; name: string; files: [string, string]; text: string; other: string }[] = [
  {
    what: 'call of storefront',
    name: 'thing.get',
    files: ['shared/contract/one/calls.ts', 'shared/contract/two/calls.ts'],
    text: "export const storefront = { 'thing.get': query({ input: nothing }) }",
    other: "export const storefront = {\n  'other.get': query({}),\n  'thing.get': command({}),\n}",
  },
  {
    what: 'error code',
    name: 'GONE',
    files: ['shared/contract/one/errors.ts', 'shared/contract/two/errors.ts'],
    text: "export const errors = { GONE: '没有了' } as const",
    other: "export const errors = {\n  OTHER: '别的',\n  GONE: '没了',\n} as const",
  },
  {
    what: 'permission',
    name: 'thing.read',
    files: ['shared/contract/one/permissions.ts', 'shared/contract/two/permissions.ts'],
    text: "export const permissions = ['thing.read'] as const",
    other: "export const permissions = ['other.read', 'thing.read'] as const",
  },
  {
    what: 'handler of merchant',
    name: 'thing.save',
    files: [server(ONE, 'calls'), server(TWO, 'calls')],
    text: "export const merchant = { 'thing.save': save } satisfies Partial<Handlers<'merchant'>>",
    other: "export const merchant = {\n  'thing.save': async (ctx) => save(ctx),\n}",
  },
  {
    what: 'effect',
    name: 'thing.count',
    files: [server(ONE, 'effects'), server(TWO, 'effects')],
    text: "export const orderEffects = { 'thing.count': { after: ['paid'], run } } satisfies T",
    other: "export const orderEffects = { 'other.count': effect, 'thing.count': effect }",
  },
  {
    what: 'job',
    name: 'thing.sweep',
    files: [server(ONE, 'jobs'), server(TWO, 'jobs')],
    text: "export const jobs: readonly Job[] = [{ name: 'thing.sweep', run }]",
    other: "export const jobs: readonly Job[] = [{ name: 'other.sweep', run }, { name: 'thing.sweep', run }]",
  },
  {
    what: 'collection',
    name: 'things',
    files: [server(ONE, 'collections'), server(TWO, 'collections')],
    text: 'export const collections = { things: { version: 1, indexes: {} } } satisfies CollectionSpecs',
    other: 'export const collections = { others: { version: 1 }, things: { version: 2 } }',
  },
  {
    what: 'part of the checkout',
    name: 'thing',
    files: [server(ONE, 'checkout'), server(TWO, 'checkout')],
    text: "export const checkoutParts: readonly CheckoutPart[] = [{ name: 'thing', from: 'things' }]",
    other: "export const checkoutParts = [{ name: 'thing', from: 'others' }]",
  },
  {
    what: 'reservation',
    name: 'thing',
    files: [server(ONE, 'reservations'), server(TWO, 'reservations')],
    text: "export const reservations: readonly Reservation[] = [{ name: 'thing', take, giveBack }]",
    other: "export const reservations = [{ name: 'thing', take, giveBack }]",
  },
  {
    what: 'row',
    name: 'storefront/thing.get',
    files: [server(ONE, 'rows'), server(TWO, 'rows')],
    text: "export const rows = { 'storefront/thing.get': { input: () => ({}) } } satisfies Rows",
    other: "export const rows = {\n  'storefront/thing.get': { input: () => ({}), foreign: true },\n}",
  },
]

let said: Map<string, string[]>
beforeAll(() => {
  const projects = CASES.flatMap(({ files: [first, second], text, other }) => [
    project({ [first]: `${text}\n` }),
    project({ [first]: `${text}\n`, [second]: `${other}\n` }),
  ])
  const answers = collectIn(projects)
  said = new Map(CASES.map(({ what }, i) => [what, answers.slice(2 * i, 2 * i + 2)]))
})

it.each(CASES)(
  '[HOUSE-2] the $what $name, named twice, is refused with both files',
  ({ what, name, files }) => {
    const [first, second] = files
    const sentence = `The ${what} ${name} stands twice, in ${first} and in ${second}: give one of them another name.`
    expect(said.get(what)).toEqual(['', sentence])
  },
)

it('[HOUSE-2] two domains of one name in two groups are refused', () => {
  const files = Object.fromEntries(
    ['sale', 'shop'].map((group) => [`cloudfunctions/domain/${group}/one/one.rules.ts`, '']),
  )
  expect(collectIn([project(files)])).toEqual([expect.stringMatching(/^The domain one stands twice/)])
})
