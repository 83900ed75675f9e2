import type { Rows } from '../../../../tests/contract/row'

const text = { title: '用户协议', paragraphs: [{ text: '一、我们之间的约定。' }] }

export const rows = {
  'merchant/settings.get': { input: () => ({}), by: 'merchant' },
  'merchant/settings.save': {
    input: () => ({
      // Of settings that somebody else has changed: other rows go by the ones that stand.
      version: 7,
      shop: { name: '山野集', slogan: '产地直供', searchHint: '搜茶' },
      contact: { servicePhone: '0571-5555 0199' },
      freight: { freightFen: 800, freeFreightFromFen: 9_900 },
      afterSale: {
        afterSaleDays: 7,
        autoReceiveDays: 10,
        unpaidMinutes: 30,
        promises: [{ text: '7 天无理由' }],
      },
      legal: { terms: text, privacy: text, agreement: text },
    }),
    required: ['version'],
    by: 'merchant',
    mayAnswer: ['VERSION_CONFLICT'],
  },
} satisfies Rows
