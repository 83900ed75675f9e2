import { OPENID, start, type Harness } from './harness'

describe('checking a text', () => {
  let wx: Harness
  beforeAll(async () => {
    wx = await start()
  })
  afterAll(() => wx.close())
  const check = (text: string, openid = OPENID) => wx.client.checkText({ openid, text, scene: 1 })

  test('[FIT-1] planted words are found, and what WeChat would refuse is refused', async () => {
    expect(await check('山里来的小张')).toEqual({ kind: 'ok', value: 'pass' })
    expect(await check('官方客服小张')).toEqual({ kind: 'ok', value: 'risky' })
    expect(await check('待人工看')).toEqual({ kind: 'ok', value: 'review' })
    expect(await check('字'.repeat(2_501))).toMatchObject({ kind: 'rejected', code: '47001' })
    expect(await check('字', '')).toMatchObject({ kind: 'rejected', code: '40003' })
    const foreign = wx.client.checkText({ openid: OPENID, text: '字', scene: 9 as never })
    expect(await foreign).toMatchObject({ kind: 'rejected', code: '40129' })
  })
})
