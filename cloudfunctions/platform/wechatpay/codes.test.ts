import { normaliseCode, rejected } from './codes'
import { scrub } from './result'

describe('codes', () => {
  test.each([
    ['ORDERNOTEXIST', 'ORDER_NOT_EXIST'],
    ['ORDER_NOT_EXIST', 'ORDER_NOT_EXIST'],
    ['ORDERPAID', 'ORDERPAID'],
    ['ORDER_PAID', 'ORDERPAID'],
    ['NOTENOUGH', 'NOT_ENOUGH'],
    ['NOAUTH', 'NO_AUTH'],
    ['RULELIMIT', 'RULE_LIMIT'],
    ['BANKERROR', 'BANK_ERROR'],
    ['RATELIMIT_EXCEED', 'RATELIMIT_EXCEEDED'],
    ['SOMETHING_NEW', 'SOMETHING_NEW'],
    ['constructor', 'CONSTRUCTOR'],
  ])('%s is %s', (code, normal) => expect(normaliseCode(code)).toBe(normal))

  test('what we do not know is left to a person and not final', () => {
    expect(rejected('SOMETHING_NEW', '')).toMatchObject({ final: false, remedy: 'person' })
    expect(rejected('NOT_ENOUGH', '')).toMatchObject({ final: false, remedy: 'person' })
    expect(rejected('ORDER_CLOSED', '')).toMatchObject({ final: true, remedy: 'decided' })
  })

  test('messages are scrubbed', () => {
    const text = scrub(
      'openid oUpF8uMuAJO_M2pxb1Q9zNjWeS6o invalid; secret=abc&x=1; WECHATPAY2-SHA256-RSA2048 mchid="1"',
    )
    expect(text).toBe('openid [openid] invalid; secret=[secret]&x=1; [authorization]')
  })
})
