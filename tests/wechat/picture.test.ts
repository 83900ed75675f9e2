import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pngOf, WEBP } from '../support/pictures'
import { APPID, OPENID, start, type Harness } from './harness'

/** Pictures that the local WeChat fetches from here, by their path. */
const PICTURES: Readonly<Record<string, Buffer>> = {
  '/fine.png': pngOf(120, 120),
  '/risky.png': pngOf(120, 120, { iCCP: Buffer.from('wechat-check:risky:20002') }),
  '/review.png': pngOf(120, 120, { iCCP: Buffer.from('wechat-check:review') }),
  '/lost.png': pngOf(120, 120, { iCCP: Buffer.from('wechat-check:lost') }),
  '/never.png': pngOf(120, 120, { iCCP: Buffer.from('wechat-check:never') }),
  '/webp.png': WEBP,
}

interface Pushed {
  about: string
  event: Record<string, unknown>
}

describe('checking a picture', () => {
  let wx: Harness
  let pushed: Pushed[] = []
  const server = createServer((request, response) => {
    const bytes = PICTURES[request.url ?? '']
    response.writeHead(bytes ? 200 : 404).end(bytes)
  })
  let base = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    wx = await start({
      push: async (event, about) => void pushed.push({ about, event: event as Pushed['event'] }),
    })
  })
  beforeEach(() => void (pushed = []))
  afterAll(async () => {
    await wx.close()
    server.closeAllConnections()
    server.close()
  })
  const check = (address: string, openid = OPENID) => wx.client.checkPicture({ openid, address, scene: 1 })

  test('[PICCHECK-6] it is pushed what is planted, a little later and once', async () => {
    const names = Object.keys(PICTURES)
    const traces = new Map<string, string>()
    for (const name of names) {
      const asked = await check(base + name)
      if (asked.kind !== 'ok') throw new Error(asked.kind)
      traces.set(asked.value, name)
    }
    await wx.wechat.tick()
    expect(pushed).toEqual([])
    wx.clock.advance(5_000)
    await wx.wechat.tick()
    wx.clock.advance(3_600_000)
    await wx.wechat.tick()
    const said = pushed.map(({ event }) => [
      traces.get(String(event.trace_id)),
      event.errcode,
      (event.result as { suggest?: string; label?: number } | undefined) ?? null,
    ])
    expect(Object.fromEntries(said.map(([name, ...rest]) => [name, rest]))).toEqual({
      '/fine.png': [0, { suggest: 'pass', label: 100 }],
      '/risky.png': [0, { suggest: 'risky', label: 20002 }],
      '/review.png': [0, { suggest: 'review', label: 21000 }],
      '/lost.png': [-1008, null],
      '/webp.png': [-1008, null],
    })
    expect(pushed[0]).toMatchObject({
      about: OPENID,
      event: { MsgType: 'event', Event: 'wxa_media_check', appid: APPID, version: 2, FromUserName: OPENID },
    })
  })

  test('[PICCHECK-6] what is not there, or not on this machine, cannot be looked at', async () => {
    for (const address of [`${base}/nothing.png`, 'https://elsewhere.example/a.png', 'no address']) {
      expect(await check(address)).toMatchObject({ kind: 'ok' })
    }
    wx.clock.advance(5_000)
    await wx.wechat.tick()
    expect(pushed.map(({ event }) => event.errcode)).toEqual([-1008, -1008, -1008])
  })

  test('[PICCHECK-6] what WeChat would refuse is refused', async () => {
    expect(await check('')).toMatchObject({ kind: 'rejected', code: '47001' })
    expect(await check(`${base}/fine.png`, '')).toMatchObject({ kind: 'rejected', code: '40003' })
    const foreign = wx.client.checkPicture({ openid: OPENID, address: base, scene: 9 as never })
    expect(await foreign).toMatchObject({ kind: 'rejected', code: '40129' })
  })
})
