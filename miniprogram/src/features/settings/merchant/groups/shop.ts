import { SEARCH_HINT, SHOP_NAME, SLOGAN } from '@shared/contract/settings/limits'
import { cleanLine } from '@shared/text/line'
import { lineError, onlyWrong, type GroupForm } from './form'

export interface ShopForm {
  name: string
  slogan: string
  searchHint: string
  /** The id of a picture; empty for none. */
  logo: string
}

/** 店铺: what it is called, and its face. */
export const shopForm: GroupForm<ShopForm> = {
  read: ({ shop }) => ({ ...shop }),
  errors: ({ name, slogan, searchHint }) =>
    onlyWrong({
      name: lineError('店名', name, SHOP_NAME),
      slogan: lineError('口号', slogan, SLOGAN),
      searchHint: lineError('搜索提示', searchHint, SEARCH_HINT),
    }),
  input: ({ name, slogan, searchHint, logo }) => ({
    shop: { name: cleanLine(name), slogan: cleanLine(slogan), searchHint: cleanLine(searchHint), logo },
  }),
}
