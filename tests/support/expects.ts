/** As much of jest-circus's events as is looked at. */
interface CircusEvent {
  name: string
  test?: { errors: unknown[] }
}

/**
 * A test that has passed without a single expectation fails: the loop that held them had nothing to go through, the
 * callback was never called, or the condition never met.
 */
const handlers = (globalThis as Record<symbol, unknown>)[Symbol.for('EVENT_HANDLERS')] as ((
  event: CircusEvent,
) => void)[]
handlers.push(({ name, test }) => {
  // Before jest-circus begins to count for the next one.
  if (name !== 'test_fn_success' || !test || expect.getState().assertionCalls > 0) return
  const note = new Error('This test expected nothing: whatever is wrong, it passes.')
  note.stack = note.message
  test.errors.push(note)
})
