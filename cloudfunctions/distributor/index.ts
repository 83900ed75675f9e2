import { distributor as calls } from '@shared/contract/collected/distributor'
import { handlers } from '../collected/distributor'
import { seams } from '../collected/seams'
import { clientFunction } from '../platform/compose'
import { readers } from '../readers'

export const main = clientFunction({ name: 'distributor', calls, handlers, seams, readers })
