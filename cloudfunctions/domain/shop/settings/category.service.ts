import { CATEGORIES_MOST, EVERYTHING } from '@shared/contract/catalog/limits'
import { AppError } from '@shared/contract/errors'
import { foldForSearch } from '@shared/text/search'
import { again } from '../../../platform/again'
import type { Context } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import { changeOf } from '../../../platform/trail'
import type { SettingsDoc } from './settings.model'
import { addCategory } from './settings.repo'
import { readSettings } from './settings.rules'
import { checkedSettings, storedSettings } from './settings.service'

const TRIES = 3
const ID_LENGTH = 12
/** Belongs to no trade; the shop gives it one of its own later. */
const ICON = 'bag'

type Categories = Pick<SettingsDoc, 'categories'>

/** The category that people read as this name: width, case, blanks and what cannot be seen make no difference. */
export function categoryCalled(
  { categories }: Categories,
  name: string,
): SettingsDoc['categories'][number] | undefined {
  const folded = foldForSearch(name)
  return categories.find((one) => foldForSearch(one.name) === folded)
}

/**
 * The category of this name; it is made when there is none: one conditional update, and its id follows from the name as
 * people read it, so many at once make one.
 *
 * @returns its id
 * @throws AppError CATEGORY_EVERYTHING, CATEGORIES_FULL, SHOP_SETTINGS (the categories are written wrong, and one would
 *   have to be made among them), BUSY
 */
export async function categoryNamed(ctx: Context, name: string): Promise<string> {
  if (categoryCalled({ categories: [{ ...EVERYTHING, icon: ICON }] }, name)) {
    throw new AppError('CATEGORY_EVERYTHING')
  }
  return again(TRIES, async () => {
    const stored = await storedSettings(ctx)
    const settings = checkedSettings(ctx, stored)
    const found = categoryCalled(settings, name)
    if (found?.categoryId === EVERYTHING.categoryId) throw new AppError('CATEGORY_EVERYTHING')
    if (found) return found.categoryId
    mustBeRight(stored)
    if (settings.categories.length >= CATEGORIES_MOST) throw new AppError('CATEGORIES_FULL')
    const newId = freeId(settings, name)
    const made = await addCategory(ctx, { categoryId: newId, name, icon: ICON }, CATEGORIES_MOST, {
      kind: 'goods',
      what: '新建分类',
      subject: { id: newId, name },
      changes: changeOf('分类', undefined, name),
      key: `category ${newId}`,
    })
    return made && newId
  })
}

/** The next id of a name: the first is taken still where somebody has called that category otherwise by hand. */
function freeId({ categories }: Categories, name: string): string {
  const taken = new Set(categories.map(({ categoryId }) => categoryId))
  for (let nth = 0; ; nth++) {
    const id = derivedId(ID_LENGTH, 'category', foldForSearch(name), String(nth))
    if (!taken.has(id)) return id
  }
}

/** Entries that nobody sees count for the database, too. @throws AppError SHOP_SETTINGS */
function mustBeRight(stored: SettingsDoc): void {
  const { wrong } = readSettings(stored, ['categories'])
  if (wrong.length > 0) {
    throw new AppError('SHOP_SETTINGS', {
      sentence: '店铺的分类在数据库里写错了，改正以后才能加新的；现在可以选一个已有的',
      cause: new Error(`settings/shop: ${wrong.join(', ')}`),
    })
  }
}
