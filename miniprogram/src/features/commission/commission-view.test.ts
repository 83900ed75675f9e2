import type { CommissionDetail, CommissionRow } from '@shared/contract/commission/schema'
import {
  commissionSteps,
  commissionTab,
  lineWords,
  paidWords,
  rowAmount,
  rowNote,
  rowTitle,
  whenPaid,
} from './commission-view'
import type { CommissionLine } from './hooks'

// 2026-11-21 08:12 in Shanghai.
const now = Date.UTC(2026, 10, 21, 0, 12)
const DAY = 86_400_000

const row: CommissionRow = {
  commissionId: 'c1',
  level: 1,
  buyerName: '林**',
  title: '武夷岩茶等 2 样',
  picture: '',
  orderTail: '20310047',
  goodsPayFen: 28_400,
  baseFen: 28_400,
  baseKind: 'sales',
  rateBps: 1_110,
  accruedFen: 3_153,
  reversedFen: 0,
  amountFen: 3_153,
  state: 'pending',
  accruedAt: now - 2 * DAY,
}
const line: CommissionLine = {
  name: '武夷岩茶 大红袍',
  specText: '125g',
  picture: '',
  quantity: 1,
  goodsFen: 16_800,
  discountFen: 1_105,
  baseFen: 15_695,
  rateBps: 1_200,
  amountFen: 1_883,
  rule: '按「一级 12%」计算实付金额，不足 1 分的部分舍去',
}

test('a row says who bought what, for how much, and what it brings', () => {
  expect(rowTitle(row)).toBe('林** 买了武夷岩茶等 2 样')
  expect(rowNote(row, now)).toBe('11-19 · 实付 ¥284.00 × 11.1% · 一级')
  expect(rowAmount(row)).toBe('+31.53')
})

test('a row of a commission on profit names no amount that it counts on', () => {
  const { baseFen: _baseFen, ...profit } = { ...row, baseKind: 'profit' as const }
  expect(rowNote(profit, now)).toBe('11-19 · 利润 × 11.1% · 一级')
})

test('what a refund took back is said in the row', () => {
  expect(rowNote({ ...row, reversedFen: 635 }, now)).toMatch('退款扣 ¥6.35')
  expect(rowAmount({ amountFen: 0 })).toBe('0.00')
})

test('when it is paid follows from its state', () => {
  expect(whenPaid(row, now)).toMatch('签收')
  expect(whenPaid({ ...row, releaseAt: now + 8 * DAY }, now)).toBe('11 月 29 日解冻，随后结算')
  expect(whenPaid({ ...row, releaseAt: now - DAY }, now)).toBe('已解冻，等下一次结算')
  expect(whenPaid({ ...row, state: 'settled', settledAt: now }, now)).toBe('11 月 21 日入账')
  expect(whenPaid({ ...row, state: 'reversed' }, now)).toMatch('全额退款')
})

test('a line shows what was taken off before it was reckoned', () => {
  expect(paidWords(line)).toBe('168.00 − 分摊优惠 11.05')
  expect(paidWords({ ...line, discountFen: 0 })).toBe('')
  expect(lineWords(line)).toBe(`168.00 − 分摊优惠 11.05；${line.rule}`)
  expect(lineWords({ ...line, discountFen: 0 })).toBe(line.rule)
})

test('steps end with what happened last, and what is to come stands above', () => {
  const detail: CommissionDetail = {
    ...row,
    baseKind: 'sales',
    policyVersion: 3,
    lines: [line],
    timeline: [
      { at: now - DAY, title: '退款扣减', note: '剩余照常结算', amountFen: -635 },
      { at: now - 2 * DAY, title: '冻结 ¥31.53', note: '', amountFen: 3_153 },
    ],
    explanation: '',
  }
  const steps = commissionSteps({ ...detail, releaseAt: now + 8 * DAY }, now)
  expect(steps.map(({ title, state }) => [title, state])).toEqual([
    ['结算入账', 'future'],
    ['退款扣减 ¥6.35', 'now'],
    ['冻结 ¥31.53', 'past'],
  ])
  expect(steps[0]?.time).toBe('预计 11-29 起')
  expect(commissionSteps(detail, now)[0]?.time).toBe('签收后可知')
  expect(commissionSteps({ ...detail, state: 'settled' }, now)).toHaveLength(2)
})

test('an unknown tab in the address is all of them', () => {
  expect(commissionTab('settled')).toBe('settled')
  expect(commissionTab('nonsense')).toBe('all')
  expect(commissionTab(undefined)).toBe('all')
})
