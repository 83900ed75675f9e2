import { applyErrors, applyInput, channelText, EMPTY_APPLY } from './apply-form'

const good = {
  nickname: '阿拾',
  realName: '陈阿拾',
  mobile: '13800006207',
  channel: '微信群',
  channelNote: '',
  agreed: true,
}

test('a complete form has no errors, an empty one names each field', () => {
  expect(applyErrors(good)).toEqual({})
  expect(Object.keys(applyErrors(EMPTY_APPLY))).toEqual([
    'nickname',
    'realName',
    'mobile',
    'channel',
    'agreed',
  ])
})

test('[NAME-2] a name that tells nobody apart is none', () => {
  for (const nickname of ['', ' ', '\u200b', '微信用户', ' 微信用户 ']) {
    expect(applyErrors({ ...good, nickname }).nickname).toMatch('昵称')
  }
  expect(applyErrors({ ...good, nickname: '👨‍👩‍👧‍👦'.repeat(20) })).toEqual({})
  expect(applyErrors({ ...good, nickname: '茶'.repeat(21) }).nickname).toMatch('最多')
  expect(applyInput({ ...good, nickname: ' 阿\u202e拾 ' }, 1).nickname).toBe('阿拾')
})

test('the agreement must be ticked', () => {
  expect(applyErrors({ ...good, agreed: false })).toEqual({ agreed: expect.stringMatching('协议') })
})

test('channel and note become one line', () => {
  expect(channelText(good)).toBe('微信群')
  expect(channelText({ channel: '微信群', channelNote: ' 小区茶友\n300 人 ' })).toBe(
    '微信群：小区茶友 300 人',
  )
  expect(channelText({ channel: '其他', channelNote: '单位食堂' })).toBe('单位食堂')
  expect(applyErrors({ ...good, channel: '其他' }).channel).toBeDefined()
})

test('a wrong telephone number is told from a missing one', () => {
  expect(applyErrors({ ...good, mobile: '12345' }).mobile).toMatch('11 位')
  expect(applyErrors({ ...good, mobile: '' }).mobile).toMatch('请写')
})
