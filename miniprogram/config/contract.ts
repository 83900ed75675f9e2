import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * A name for the contract as it is: of all that `shared` holds, tests apart, because shapes are put together from
 * everywhere in it. Answers that a phone keeps carry it, so that a build never reads one of another shape.
 */
export function contractName(shared: string): string {
  const hash = createHash('sha256')
  const names = fs.readdirSync(shared, { recursive: true, encoding: 'utf8' }).sort()
  for (const name of names) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue
    hash
      .update(name)
      .update('\0')
      .update(fs.readFileSync(path.join(shared, name)))
  }
  return hash.digest('hex').slice(0, 8)
}
