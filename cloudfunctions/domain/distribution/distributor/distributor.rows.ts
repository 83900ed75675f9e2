import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'distributor/distributor.status': { input: () => ({}) },
  'distributor/distributor.apply': {
    input: () => ({
      nickname: '知夏',
      realName: '林知夏',
      mobile: '13800006207',
      channel: '朋友圈和社群',
      agreementVersion: 1,
      token: 'walk-0123456789abcdef',
    }),
    required: ['realName', 'mobile', 'channel', 'agreementVersion'],
  },
  'distributor/distributor.leave': { input: () => ({}), mayAnswer: ['NOT_DISTRIBUTOR'] },
  'merchant/distributor.setStanding': {
    input: (w) => ({ distributorId: w.applicantId, act: 'suspend', reason: '收到多次投诉' }),
    required: ['distributorId', 'act', 'reason'],
    by: 'merchant',
    mayAnswer: ['STANDING_STATE'],
  },
  'merchant/distributor.list': { input: () => ({ state: 'pending' }), by: 'merchant' },
  'merchant/distributor.reveal': {
    input: (w) => ({ distributorId: w.applicantId }),
    required: ['distributorId'],
    by: 'merchant',
  },
  'merchant/distributor.decide': {
    input: (w) => ({ distributorId: w.applicantId, decision: 'refuse', reason: '资料不完整' }),
    required: ['distributorId', 'decision', 'reason'],
    by: 'merchant',
  },
} satisfies Rows
