import { whenNeeded } from './pay-gateway'

test('a gateway that cannot be made is told of by the calls that need it, and by nothing else', async () => {
  let tries = 0
  const gateway = whenNeeded(() => {
    tries += 1
    throw new Error('WXPAY_PRIVATE_KEY is no key')
  })
  expect(tries).toBe(0)
  await expect(gateway.query('order_1')).rejects.toThrow('WXPAY_PRIVATE_KEY')
  expect(() => gateway.parseNotification({ headers: {}, rawBody: '' })).toThrow('WXPAY_PRIVATE_KEY')
  expect(tries).toBe(2)
})
