import type { OrderDoc } from '../cloudfunctions/domain/sale/order'
import { LOCAL_CREDENTIALS } from '../emulator/src/cloudbase'
import { loop, rateOf, type Rate } from './measure'

export interface Yardstick extends Rate {
  clients: number
}

/** How often the plain SDK reads one of these orders by its id: the measure of machine and run. */
export async function measureYardstick(
  env: Readonly<Record<string, string>>,
  ids: readonly string[],
  clients: number,
  seconds: number,
): Promise<Yardstick> {
  // Without it the SDK looks for Tencent's metadata host before each request.
  process.env['TENCENTCLOUD'] ??= 'true'
  const { default: cloudbase } = await import('@cloudbase/node-sdk')
  const { URL: serviceUrl } = JSON.parse(env['TCB_CONTEXT_CNFG'] ?? '{}') as { URL: string }
  const app = cloudbase.init({
    env: env['TCB_ENV'],
    ...LOCAL_CREDENTIALS,
    serviceUrl,
    keepalive: true,
  })
  const orders = app.database().collection('orders')
  let count = 0
  const { times, elapsedMs } = await loop(clients, seconds, async () => {
    const id = ids[count++ % ids.length]!
    const { data } = (await orders.doc(id).get()) as { data: OrderDoc[] }
    if (data[0]?._id !== id) throw new Error(`the order ${id} was not found`)
  })
  return { clients, ...rateOf(times, elapsedMs) }
}
