import { inflateSync } from 'node:zlib'
import jsQR from 'jsqr'
import { qrPng } from '../../emulator/src/wechat'
import { start, type Harness } from './harness'

/** Reads an 8-bit grey PNG with one IDAT into RGBA. */
function decode(png: Buffer): { data: Uint8ClampedArray; width: number; height: number } {
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const size = png.readUInt32BE(33)
  expect(png.subarray(37, 41).toString()).toBe('IDAT')
  const rows = inflateSync(png.subarray(41, 41 + size))
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set([0, 0, 0].map(() => rows[y * (width + 1) + 1 + x] ?? 0).concat(255), (y * width + x) * 4)
  return { data, width, height }
}

const read = (png: Buffer) => {
  const { data, width, height } = decode(png)
  return jsQR(data, width, height)?.data
}

describe('mini-program codes', () => {
  let wx: Harness
  beforeAll(async () => {
    wx = await start()
  })
  afterAll(() => wx.close())

  test('a phone reads the address of the page with its scene', async () => {
    const result = await wx.client.miniProgramCode({
      scene: 'g=Ab12&s=9_x',
      page: 'packages/goods/detail/index',
    })
    if (result.kind !== 'ok') throw new Error(JSON.stringify(result))
    expect(read(result.value)).toBe(
      'http://192.168.1.5:7800/#/packages/goods/detail/index?scene=g%3DAb12%26s%3D9_x',
    )
  })

  test.each([280, 430, 1280])('at %i pixels', (width) => {
    const png = qrPng('http://127.0.0.1:7800/#/pages/index/index?scene=abc', width)
    expect(decode(png).width).toBeLessThanOrEqual(width)
    expect(read(png)).toBe('http://127.0.0.1:7800/#/pages/index/index?scene=abc')
  })

  test.each(['', 'x'.repeat(33), 'a%20b', 'a b', '中文', 'a"b'])(
    'the scene "%s" is refused on both sides',
    async (scene) => {
      const before = wx.calls.length
      const page = 'pages/index/index'
      expect(await wx.client.miniProgramCode({ scene, page })).toMatchObject({ code: '40169', final: true })
      expect(wx.calls.length).toBe(before)
      await wx.client.miniProgramCode({ scene: 'a', page })
      const token = [...wx.tokens.values()][0]?.token ?? ''
      const answer = await fetch(`${wx.baseUrl}/wxa/getwxacodeunlimit?access_token=${token}`, {
        method: 'POST',
        body: JSON.stringify({ scene, page }),
      })
      expect(await answer.json()).toMatchObject({ errcode: 40169 })
    },
  )

  test('a page has no leading slash', async () => {
    expect(await wx.client.miniProgramCode({ scene: 'a', page: '/pages/index/index' })).toMatchObject({
      code: '41030',
    })
  })

  test('an odd width is refused by WeChat', async () => {
    expect(
      await wx.client.miniProgramCode({ scene: 'a', page: 'pages/index/index', width: 100 }),
    ).toMatchObject({
      kind: 'rejected',
      code: '40097',
    })
  })
})
