import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { createClock } from '../../src/base/clock'
import { seedOfProcess } from '../../src/random'
import { createWechatPay, openWechatPayStore } from '../../src/wechatpay'

test('a payment that was confirmed outlives a killed process, with its notification', async () => {
  // Inside the package, so that the bundle finds the database's binary.
  const cache = join(__dirname, '../../.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'wechatpay-kill-'))
  const file = join(folder, 'wechatpay.db')
  const script = join(folder, 'child.cjs')
  try {
    await build({
      entryPoints: [join(__dirname, 'kill-child.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      external: ['@photostructure/sqlite'],
      logLevel: 'error',
    })
    const child = spawn(process.execPath, [script, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...seedOfProcess() },
    })
    const confirmed: string[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      confirmed.push(line)
      if (confirmed.length === 200) child.kill('SIGKILL')
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    expect(child.signalCode).toBe('SIGKILL')

    const store = openWechatPayStore(file)
    const wechatpay = await createWechatPay({
      clock: createClock(),
      store,
      baseUrl: 'http://127.0.0.1',
      deliver: async () => 200,
    })
    const whole = confirmed.filter((one) => one.split(' ')[1]?.length === 28)
    // The last line may be cut off.
    expect(whole.length).toBeGreaterThanOrEqual(199)
    for (const line of whole) {
      const [outTradeNo = '', transactionId] = line.split(' ')
      expect(wechatpay.trade({ outTradeNo })).toMatchObject({
        transaction_id: transactionId,
        shownState: 'SUCCESS',
      })
      expect(wechatpay.notifications(outTradeNo)).toHaveLength(1)
    }
    await wechatpay.close()
    store.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
