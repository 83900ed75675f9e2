import { isNameless, NAMELESS } from './nameless'

test('[NAME-2] what everybody is called is no name, however it is written', () => {
  for (const name of [undefined, '', ' ', '\u200b', NAMELESS, ' 微信用户 ', '微信 用户', '微信\u200b用户']) {
    expect([name, isNameless(name)]).toEqual([name, true])
  }
  for (const name of ['阿拾', '微信用户阿拾', '用户', '👨‍👩‍👧‍👦', '.'])
    expect([name, isNameless(name)]).toEqual([name, false])
})
