import { AppError } from '@shared/contract/errors'
import { clientFunction } from '../platform/compose'
import { unanswered } from '../platform/unanswered'

export const main = clientFunction({
  name: 'merchant',
  handlers: unanswered('merchant'),
  async authorize() {
    throw new AppError('FORBIDDEN')
  },
})
