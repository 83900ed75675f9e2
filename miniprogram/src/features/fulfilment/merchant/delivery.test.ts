import { merchant } from '@shared/contract/fulfilment/calls'
import { deliveryInput, deliveryProblems, isWay, WAYS, type Delivery } from './delivery'

const SF = { code: 'SF', name: '顺丰速运' }
const OTHER = { code: 'OTHER', name: '其他快递' }
const express = (over: Partial<Delivery> = {}): Delivery => ({
  way: 'express',
  courier: SF,
  otherName: '',
  waybill: ' sf1388 0421 7765 ',
  ...over,
})
const taken = (delivery: Delivery) =>
  merchant['fulfilment.ship'].input.safeParse({ orderId: 'order', ...deliveryInput(delivery) })

test('what has no problem is what the server takes, cleaned', () => {
  for (const delivery of [
    express(),
    express({ courier: OTHER, otherName: ' 村头快运 ' }),
    ...WAYS.map(({ value }) => express({ way: value })),
  ]) {
    expect(deliveryProblems(delivery)).toEqual({})
    expect(taken(delivery).success).toBe(true)
  }
  expect(deliveryInput(express())).toEqual({ way: 'express', courier: 'SF', waybill: 'SF138804217765' })
  expect(deliveryInput(express({ courier: OTHER, otherName: ' 村头快运 ' }))).toMatchObject({
    courierName: '村头快运',
  })
  expect(deliveryInput(express({ way: 'pickup' }))).toEqual({ way: 'pickup' })
})

test('each field says what is missing in it', () => {
  const nothing: Delivery = { way: 'express', otherName: '', waybill: '' }
  expect(Object.keys(deliveryProblems(nothing))).toEqual(['courier', 'waybill'])
  expect(Object.keys(deliveryProblems(express({ courier: OTHER })))).toEqual(['otherName'])
  expect(Object.keys(deliveryProblems(express({ courier: OTHER, otherName: '字'.repeat(21) })))).toEqual([
    'otherName',
  ])
  expect(Object.keys(deliveryProblems(express({ waybill: '12' })))).toEqual(['waybill'])
  expect(deliveryProblems({ ...nothing, way: 'none' })).toEqual({})
})

test('a way is one that can be chosen', () => {
  expect(WAYS.map(({ value }) => isWay(value))).toEqual([true, true, true, true])
  expect(isWay('pigeon')).toBe(false)
})
