import '../platform/jitless'
import { handlers } from '../collected/storefront'
import { seams } from '../collected/seams'
import { clientFunction } from '../platform/compose'
import { readers } from '../readers'

export const main = clientFunction({ name: 'storefront', handlers, seams, readers })
