import { OPENID, start, type Harness } from './harness'

describe('subscribe messages', () => {
  let wx: Harness
  beforeAll(async () => {
    wx = await start()
  })
  afterAll(() => wx.close())

  const send = (data: Record<string, string>, openid = OPENID) =>
    wx.client.sendSubscribeMessage({
      openid,
      templateId: 'template_shipped',
      page: 'pages/index/index',
      data,
    })

  test('a message arrives on the phone, long values are cut', async () => {
    const data = {
      thing1: '云南保山小粒咖啡豆中度烘焙手冲意式通用 250g 两袋装',
      character_string2: 'SF1234567890',
      amount3: '¥12.30',
      time4: '2026年01月02日 15:04',
      phrase5: '已发货',
    }
    expect(await send(data)).toEqual({ kind: 'ok', value: null })
    const sent = wx.wechat.messages(OPENID).at(-1)
    expect(sent).toMatchObject({ openid: OPENID, templateId: 'template_shipped', page: 'pages/index/index' })
    expect(sent?.data).toEqual({ ...data, thing1: '云南保山小粒咖啡豆中度烘焙手冲意式通用…' })
    expect(wx.wechat.messages('oNobody')).toEqual([])
  })

  test('[TEXT-1] long values are cut between characters, within what WeChat counts', async () => {
    const [family, flag] = ['👨‍👩‍👧‍👦', '🇨🇳']
    const data = { thing1: family.repeat(5), thing2: `茶${flag.repeat(12)}`, thing3: family.repeat(2) }
    expect(await send(data)).toMatchObject({ kind: 'ok' })
    expect(wx.wechat.messages(OPENID).at(-1)?.data).toEqual({
      thing1: `${family.repeat(2)}…`,
      thing2: `茶${flag.repeat(9)}…`,
      thing3: family.repeat(2),
    })
  })

  test.each<[string, Record<string, string>]>([
    ['no data', {}],
    ['an empty thing', { thing1: '' }],
    ['a phrase of letters', { phrase1: 'abc' }],
    ['an amount in words', { amount1: '十二元' }],
    ['Chinese in a character_string', { character_string1: '单号一' }],
    ['an unknown kind', { nothing1: 'x' }],
    ['a time that is none', { time1: 'tomorrow' }],
  ])('%s is 47003', async (_name, data) => {
    expect(await send(data)).toMatchObject({ kind: 'rejected', code: '47003', final: true, remedy: 'defect' })
  })

  test('who does not want it hears nothing', async () => {
    wx.wechat.refuseMessages('oRefuses')
    expect(await send({ thing1: '你好' }, 'oRefuses')).toMatchObject({
      kind: 'rejected',
      code: '43101',
      final: true,
      remedy: 'decided',
    })
    wx.wechat.refuseMessages('oRefuses', false)
    expect(await send({ thing1: '你好' }, 'oRefuses')).toMatchObject({ kind: 'ok' })
  })
})
