import { start, type Harness } from './harness'

const TOKEN_CALL = 'POST /cgi-bin/stable_token'

describe('access_token', () => {
  let wx: Harness
  beforeEach(async () => {
    wx = await start()
  })
  afterEach(() => wx.close())

  const code = (client = wx.client) => client.miniProgramCode({ scene: 'a', page: 'pages/index/index' })
  const asked = () => wx.calls.filter((call) => call === TOKEN_CALL).length

  test('is asked for once, however many calls start together, and shared by instances', async () => {
    const results = await Promise.all([code(), code(), code(), code()])
    expect(results.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(await code(wx.anotherClient())).toMatchObject({ kind: 'ok' })
    expect(asked()).toBe(1)
  })

  test('is renewed before its end, on the clock', async () => {
    await code()
    wx.clock.advance(6800_000)
    expect(await code()).toMatchObject({ kind: 'ok' })
    expect(asked()).toBe(1)
    wx.clock.advance(200_000)
    expect(await code()).toMatchObject({ kind: 'ok' })
    expect(asked()).toBe(2)
  })

  test('a refused one is replaced once', async () => {
    await code()
    wx.wechat.revokeTokens()
    expect(await code()).toMatchObject({ kind: 'ok' })
    expect(asked()).toBe(2)
  })

  test('a wrong secret is for a person, and is not told', async () => {
    const result = await code(wx.anotherClient({ secret: 'wrong-one' }))
    expect(result).toMatchObject({ kind: 'rejected', code: '40125', final: false, remedy: 'person' })
    expect(JSON.stringify(result)).not.toContain('wrong-one')
  })

  test('both token calls of WeChat work, and bad ones are refused', async () => {
    const get = async (query: string) =>
      (await (await fetch(`${wx.baseUrl}/cgi-bin/token?${query}`)).json()) as {
        errcode?: number
        access_token?: string
      }
    const good = 'grant_type=client_credential&appid=wx00000000000000aa&secret=a-secret'
    const first = await get(good)
    const second = await get(good)
    expect(second.access_token).not.toBe(first.access_token)
    expect(await get(good.replace('a-secret', 'x'))).toMatchObject({ errcode: 40125 })
    expect(await get(good.replace('wx0', 'wy0'))).toMatchObject({ errcode: 40013 })
    expect(await get(good.replace('client_credential', 'x'))).toMatchObject({ errcode: 40002 })
  })

  test.each(['', 'access_token=nonsense'])('a call with "%s" is refused', async (query) => {
    const answer = await fetch(`${wx.baseUrl}/wxa/getwxacodeunlimit?${query}`, { method: 'POST', body: '{}' })
    expect(await answer.json()).toMatchObject({ errcode: query ? 40001 : 41001 })
  })

  test.each([
    ['refuse', 'network'],
    ['lose', 'network'],
    ['stall', 'timeout'],
    ['system_error', 'server_error'],
    ['not_json', 'server_error'],
  ] as const)('%s → unknown: %s', async (fault, cause) => {
    await code()
    wx.wechat.faults.arm({ faults: [{ at: 'wechat.miniProgramCode', k: 1, fault }] })
    // Who waits in vain need not wait long.
    const client = fault === 'stall' ? wx.anotherClient({ timeoutMs: 3_000 }) : wx.client
    expect(await code(client)).toMatchObject({ kind: 'unknown', cause })
    expect(await code()).toMatchObject({ kind: 'ok' })
  })

  test('a token store that fails costs a call, nothing else', async () => {
    wx.tokens.get = () => {
      throw new Error('down')
    }
    expect(await code()).toMatchObject({ kind: 'ok' })
  })
})

describe('login', () => {
  let wx: Harness
  beforeAll(async () => {
    wx = await start()
  })
  afterAll(() => wx.close())

  test('a code is good once, for five minutes', async () => {
    const ask = async (code: string) =>
      (
        await fetch(
          `${wx.baseUrl}/sns/jscode2session?appid=wx00000000000000aa&secret=a-secret&js_code=${code}&grant_type=authorization_code`,
        )
      ).json()
    const code = wx.wechat.issueLoginCode('oSomebody')
    expect(await ask(code)).toMatchObject({ openid: 'oSomebody', session_key: expect.any(String) as string })
    expect(await ask(code)).toMatchObject({ errcode: 40163 })
    const late = wx.wechat.issueLoginCode('oSomebody')
    wx.clock.advance(301_000)
    expect(await ask(late)).toMatchObject({ errcode: 40029 })
    expect(await ask('nonsense')).toMatchObject({ errcode: 40029 })
  })
})
