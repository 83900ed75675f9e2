import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'merchant/reconciliation.days': { input: () => ({}), by: 'merchant' },
  'merchant/reconciliation.open': { input: () => ({}), by: 'merchant' },
  'merchant/reconciliation.day': {
    input: (w) => ({ day: w.reconciledDay }),
    required: ['day'],
    by: 'merchant',
  },
  'merchant/reconciliation.differences': {
    input: (w) => ({ day: w.reconciledDay }),
    required: ['day'],
    by: 'merchant',
  },
  'merchant/reconciliation.handle': {
    input: (w) => ({ differenceId: w.differenceId, note: '门店收款码收的' }),
    required: ['differenceId', 'note'],
    by: 'merchant',
    mayAnswer: ['DIFFERENCE_STATE'],
  },
  'merchant/reconciliation.bookRefund': {
    input: (w) => ({ differenceId: w.differenceId }),
    required: ['differenceId'],
    by: 'merchant',
    // The world's difference is of another kind.
    mayAnswer: ['DIFFERENCE_STATE'],
  },
  'merchant/reconciliation.again': {
    input: (w) => ({ day: w.reconciledDay }),
    required: ['day'],
    by: 'merchant',
  },
} satisfies Rows
