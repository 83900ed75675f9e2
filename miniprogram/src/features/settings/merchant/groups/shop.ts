import { SEARCH_HINT, SHOP_NAME, SLOGAN } from '@shared/contract/settings/limits'
import { cleanLine } from '@shared/text/line'
import { lineError, onlyWrong, type GroupForm } from './form'

export interface ShopForm {
  name: string
  slogan: string
  searchHint: string
  /** The id of a picture; empty for none. */
  logo: string
  /** How many pictures are on their way, or did not arrive. */
  pending: number
}

/** 店铺: what it is called, and its face. */
export const shopForm: GroupForm<ShopForm> = {
  read: ({ shop }) => ({ ...shop, pending: 0 }),
  errors: ({ name, slogan, searchHint, pending }) =>
    onlyWrong({
      name: lineError('店名', name, SHOP_NAME),
      slogan: lineError('口号', slogan, SLOGAN),
      searchHint: lineError('搜索提示', searchHint, SEARCH_HINT),
      logo: pending > 0 ? '店标还没传好，等一下，或点它重试、删掉' : undefined,
    }),
  input: ({ name, slogan, searchHint, logo }) => ({
    shop: {
      name: cleanLine(name),
      slogan: cleanLine(slogan),
      searchHint: cleanLine(searchHint),
      ...(logo !== '' && { logo }),
    },
  }),
}
