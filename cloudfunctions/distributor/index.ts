import { AppError } from '@shared/contract/errors'
import { clientFunction } from '../platform/compose'
import { unanswered } from '../platform/unanswered'

export const main = clientFunction({
  name: 'distributor',
  handlers: unanswered('distributor'),
  async authorize() {
    throw new AppError('FORBIDDEN')
  },
})
