import { seams } from '../../cloudfunctions/collected/seams'
import { followsOf, type OrderEvent } from '../../cloudfunctions/domain/sale/order'

/** What each transition of an order owes, in one table. A domain that attaches an effect adds it here. */
const FOLLOWS: [OrderEvent, string[]][] = [
  [{ transition: 'paid' }, ['commission.accrue', 'stock.sell', 'quota.use', 'message.paid', 'card.open']],
  [{ transition: 'closed' }, ['stock.release', 'quota.release']],
  [{ transition: 'shipped', key: 'P1' }, ['shipping.upload:P1', 'message.shipped:P1']],
  [{ transition: 'corrected', key: 'P1' }, ['shipping.upload:P1']],
  [{ transition: 'received' }, ['commission.schedule']],
  [{ transition: 'completed' }, []],
  [
    { transition: 'refunding', key: 'R1', restock: true },
    ['commission.reverse:R1', 'stock.restock:R1', 'quota.giveBack:R1', 'refund.pay:R1'],
  ],
  [
    { transition: 'refunding', key: 'R1', restock: false },
    ['commission.reverse:R1', 'quota.giveBack:R1', 'refund.pay:R1'],
  ],
  [{ transition: 'resumed', key: 'R1' }, ['refund.pay:R1']],
  [{ transition: 'returning', key: 'R1' }, ['refund.pay:R1']],
]

test.each(FOLLOWS)('[SEAM-10] after %j an order owes what its domains have attached', (event, owed) => {
  expect(followsOf({ seams }, event).sort()).toEqual([...owed].sort())
})

test('[SEAM-10] two of a kind do not swallow one another', () => {
  const of = (key: string) => followsOf({ seams }, { transition: 'refunding', key, restock: true })
  expect(new Set([...of('R1'), ...of('R2')]).size).toBe(of('R1').length + of('R2').length)
})
