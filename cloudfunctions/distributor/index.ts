import '../platform/jitless'
import { handlers } from '../collected/distributor'
import { seams } from '../collected/seams'
import { clientFunction } from '../platform/compose'
import { readers } from '../readers'

export const main = clientFunction({ name: 'distributor', handlers, seams, readers })
