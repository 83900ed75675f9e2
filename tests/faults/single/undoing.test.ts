import { expectNoFaultHarms } from '../single'

// Some of its runs start a whole cloud anew.
jest.setTimeout(20 * 60_000)

test('[FAULT-1] no single fault of undoing: cancelling, and a refund loses or doubles a fen, a piece or a message', () =>
  expectNoFaultHarms('cancel', 'refund'))
