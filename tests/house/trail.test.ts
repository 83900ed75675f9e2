import fs from 'node:fs'
import path from 'node:path'
import { collections } from '../../cloudfunctions/collected/collections'
import { seams } from '../../cloudfunctions/collected/seams'
import { trailedCollections, type TrailedCollection } from '../../cloudfunctions/platform/trail'
import { ROOT } from './domains'

/** Nothing takes a row of the trail away, or a version of the policy, or changes one. */

const FOLDER = path.join(ROOT, 'cloudfunctions')
const sources = fs
  .readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^collected\//.test(file))
  .map((file) => ({ file, text: fs.readFileSync(path.join(FOLDER, file), 'utf8') }))

/** Operations on a collection, by its name or by a constant that stands for it: `platform/trail.ts insert`. */
function operationsOn(collection: string, files = sources): string[] {
  return files.flatMap(({ file, text }) => {
    const constant = new RegExp(`const (\\w+) = '${collection}'`).exec(text)?.[1]
    const name = [`'${collection}'`, ...(constant === undefined ? [] : [constant])].join('|')
    const calls = new RegExp(`\\b(\\w+)\\((?:ctx, )?(?:${name})(?=[,)])`, 'g')
    return [...text.matchAll(calls)].map(([, operation]) => `${file} ${operation}`)
  })
}

test('[TRAIL-4] a row of the trail is only ever added and read', () => {
  expect([...new Set(operationsOn('trail'))].sort()).toEqual([
    'domain/people/trail/trail.repo.ts readPage',
    'platform/trail.ts insert',
  ])
})

test('[TRAIL-5] a version of the policy is only ever added and read', () => {
  expect([...new Set(operationsOn('policies'))].sort()).toEqual([
    'domain/shop/settings/settings.repo.ts insert',
    'domain/shop/settings/settings.repo.ts readPage',
  ])
})

test.each([
  "await ctx.db.change('trail', { _id }, { name })",
  "const ROWS = 'trail'\nawait ctx.db.remove(ROWS, {})",
  "await ctx.db.changeAndGet('trail', { _id }, {})",
])('[TRAIL-4] what does more would be found: %s', (text) => {
  expect(operationsOn('trail', [{ file: 'x.ts', text }])).toHaveLength(1)
})

/** Every collection whose documents carry entries: one that is missing here does not compile. */
const TRAILED: Record<TrailedCollection, true> = {
  commissions: true,
  differences: true,
  distributors: true,
  orders: true,
  ownerCodes: true,
  pictureChecks: true,
  products: true,
  reconciliations: true,
  settings: true,
  stocks: true,
}

test('[TRAIL-1] the timer finds the entries of every collection whose documents carry them', () => {
  expect(trailedCollections({ seams }).sort()).toEqual(Object.keys(TRAILED).sort())
  for (const name of trailedCollections({ seams })) {
    expect(collections[name].indexes).toMatchObject({ trail: ['trailAt'] })
  }
})
