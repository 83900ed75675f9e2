import { storefront as calls } from '@shared/contract/collected/storefront'
import { handlers } from '../collected/storefront'
import { seams } from '../collected/seams'
import { clientFunction } from '../platform/compose'
import { readers } from '../readers'

export const main = clientFunction({ name: 'storefront', calls, handlers, seams, readers })
