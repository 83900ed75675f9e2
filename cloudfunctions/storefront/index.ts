import { AppError } from '@shared/contract/errors'
import { clientFunction } from '../platform/compose'
import { unanswered } from '../platform/unanswered'

export const main = clientFunction({
  name: 'storefront',
  handlers: unanswered('storefront'),
  async authorize() {
    throw new AppError('FORBIDDEN')
  },
})
