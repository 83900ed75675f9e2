import fs from 'node:fs'
import path from 'node:path'
import { collections } from '../../cloudfunctions/collected/collections'
import { migrations } from '../../cloudfunctions/collected/migrations'
import type { CollectionName } from '../../cloudfunctions/platform/collections'
import { ROOT } from './domains'

/** Which version a collection's documents have, and the migrations that bring older ones there, say the same. */

test('a migration is called like its file, and none has the number of another', () => {
  const files = fs
    .readdirSync(path.join(ROOT, 'cloudfunctions/migrations'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -3))
    .sort()
  expect(migrations.map(({ id }) => id)).toEqual(files)
  expect(new Set(files.map((name) => name.slice(0, 4))).size).toBe(files.length)
})

test('[DATA-3] each collection is brought from version 1 to the one it has, step by step', () => {
  const steps = new Map<CollectionName, number[]>()
  for (const { collection, version } of migrations)
    steps.set(collection, [...(steps.get(collection) ?? []), version])
  for (const [name, { version }] of Object.entries(collections) as [CollectionName, { version: number }][]) {
    const wanted = Array.from({ length: version - 1 }, (_, i) => i + 2)
    expect({ name, steps: steps.get(name) ?? [] }).toEqual({ name, steps: wanted })
  }
})
