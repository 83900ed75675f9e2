import type * as FastCheck from 'fast-check'
import { repeatedBy, SEED, sow, TIMES } from './seed'

/** Set up for each test file, before it is loaded: see `seed.ts`. */
sow(SEED)

// Loaded where it is used only: most files do without it.
jest.doMock('fast-check', () => {
  const actual = jest.requireActual<typeof FastCheck>('fast-check')
  actual.configureGlobal({ ...actual.readConfigureGlobal(), seed: SEED })
  if (TIMES === 1) return actual
  const longer = (property: never, parameters?: { numRuns?: number }) =>
    actual.assert(property, { ...parameters, numRuns: (parameters?.numRuns ?? 100) * TIMES })
  const assert = longer as unknown as typeof actual.assert
  return { ...actual, assert, default: { ...actual.default, assert }, __esModule: true }
})

/** As much of jest-circus's events as is looked at. */
interface CircusEvent {
  name: string
  test?: { errors: unknown[] }
}

// What jest-circus's `addEventHandler` does, without loading it once more for each file.
const handlers = (globalThis as Record<symbol, unknown>)[Symbol.for('EVENT_HANDLERS')] as ((
  event: CircusEvent,
) => void)[]
handlers.push(({ name, test }) => {
  if (name !== 'test_done' || !test || test.errors.length === 0) return
  const note = new Error(repeatedBy(SEED))
  note.stack = note.message
  test.errors.push(note)
})
