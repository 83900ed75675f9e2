import { expectNoFaultHarms } from '../single'

// Some of its runs start a whole cloud anew.
jest.setTimeout(20 * 60_000)

test('[FAULT-1] no single fault of buying: placing an order, paying it, and the news of the payment loses or doubles a fen, a piece or a message', () =>
  expectNoFaultHarms('place', 'pay', 'callback'))
