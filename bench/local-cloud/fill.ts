import { setPriority } from 'node:os'
import { createClock } from '../../emulator/src/base'
import { Engine } from '../../emulator/src/cloudbase'
import { COLLECTION, COLLECTIONS, documentOf } from './documents'

/** Puts documents into a database that nobody else has open: `node fill.cjs <file> <from> <to>`. */
const BATCH = 1_000

async function fill(file: string, from: number, to: number): Promise<void> {
  // Whatever else runs on the machine goes first.
  setPriority(10)
  const engine = new Engine({ file, clock: createClock(), synchronous: 'NORMAL' })
  engine.ensureCollections(COLLECTIONS)
  for (let n = from; n < to; n += BATCH) {
    const count = Math.min(BATCH, to - n)
    const data = Array.from({ length: count }, (_, i) => JSON.stringify(documentOf(n + i)))
    await engine.submit({ action: 'database.insertDocument', collectionName: COLLECTION, data })
  }
  engine.close()
}

const [file = '', from, to] = process.argv.slice(2)
fill(file, Number(from), Number(to)).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
