import type { OwnTemplate } from '../../../platform/wechat/setup'
import { kidsFor, libraryFor, MESSAGES, ownTemplateFor, PURPOSES } from './templates.rules'

const own = (title: string, keys: Record<string, string>): OwnTemplate => ({ templateId: 't', title, keys })
const PAID = { 订单编号: 'character_string4', 商品名称: 'thing1', 支付金额: 'amount3' }

test('[MESSAGE-3] a template is the shop’s when its title and all of its fields are what is told', () => {
  expect(ownTemplateFor('paid', [own('订单支付成功通知', PAID)])).toEqual({
    templateId: 't',
    fields: { order: 'character_string4', goods: 'thing1', amount: 'amount3' },
  })
})

test.each<[string, OwnTemplate]>([
  ['of another title', own('订单退款通知', PAID)],
  ['without the amount', own('订单支付成功通知', { 订单编号: 'character_string4', 商品名称: 'thing1' })],
  ['with a field that nothing is put into', own('订单支付成功通知', { ...PAID, 温馨提示: 'thing5' })],
  ['whose amount takes a date', own('订单支付成功通知', { ...PAID, 支付金额: 'date3' })],
])('[MESSAGE-3] a template %s is not', (_, template) => {
  expect(ownTemplateFor('paid', [template])).toBeUndefined()
})

test('[MESSAGE-3] of the library the best title comes first, and its fields by name', () => {
  const library = [
    { tid: '2', title: '付款成功通知' },
    { tid: '9', title: '订单退款通知' },
    { tid: '1', title: '订单支付成功通知' },
  ]
  expect(libraryFor('paid', library).map(({ tid }) => tid)).toEqual(['1', '2'])
  const keywords = [
    { kid: 7, name: '金额', rule: 'amount' },
    { kid: 3, name: '商品信息', rule: 'thing' },
    { kid: 5, name: '单号', rule: 'character_string' },
  ]
  expect(kidsFor('paid', keywords)).toEqual([5, 3, 7])
  expect(kidsFor('paid', keywords.slice(1))).toBeUndefined()
})

test('[MESSAGE-3] what WeChat takes: two to five fields, at most fifteen characters', () => {
  for (const purpose of PURPOSES) {
    const { slots, scene } = MESSAGES[purpose]
    expect(slots.length).toBeGreaterThanOrEqual(2)
    expect(slots.length).toBeLessThanOrEqual(5)
    expect([...scene].length).toBeLessThanOrEqual(15)
  }
})
