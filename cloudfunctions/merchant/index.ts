import { merchant as calls } from '@shared/contract/collected/merchant'
import { handlers } from '../collected/merchant'
import { seams } from '../collected/seams'
import { clientFunction } from '../platform/compose'
import { readers } from '../readers'

export const main = clientFunction({ name: 'merchant', calls, handlers, seams, readers })
