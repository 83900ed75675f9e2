import { inFlight } from './in-flight'

test('[TAP-1] a command that is on its way is not made again, and can be made once it is answered', async () => {
  const ends: ((answer: number) => void)[] = []
  const run = jest.fn(() => new Promise<number>((resolve) => ends.push(resolve)))
  const first = inFlight('cart.add', { skuId: 'a' }, run)
  const second = inFlight('cart.add', { skuId: 'a' }, run)
  const other = inFlight('cart.add', { skuId: 'b' }, run)
  expect(run).toHaveBeenCalledTimes(2)
  ends.forEach((end, at) => end(at))
  await expect(Promise.all([first, second, other])).resolves.toEqual([0, 0, 1])
  void inFlight('cart.add', { skuId: 'a' }, run)
  expect(run).toHaveBeenCalledTimes(3)
})

test('[TAP-1] a command that failed may be made again', async () => {
  const fail = () => Promise.reject(new Error('lost'))
  await expect(inFlight('order.ship', {}, fail)).rejects.toThrow('lost')
  await expect(inFlight('order.ship', {}, () => Promise.resolve('done'))).resolves.toBe('done')
})
