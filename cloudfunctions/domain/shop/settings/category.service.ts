import { CATEGORIES_MOST, EVERYTHING } from '@shared/contract/catalog/limits'
import { AppError } from '@shared/contract/errors'
import { again } from '../../../platform/again'
import type { Context } from '../../../platform/context'
import { changeOf } from '../../../platform/trail'
import { addCategory } from './settings.repo'
import { loadSettings } from './settings.service'

const TRIES = 3
/** Belongs to no trade; the shop gives it one of its own later. */
const ICON = 'bag'

/**
 * The category of this name; it is made when there is none, as `newId`: one conditional update, so many at once make one.
 *
 * @returns its id
 * @throws AppError CATEGORY_EVERYTHING, CATEGORIES_FULL, BUSY
 */
export async function categoryNamed(ctx: Context, name: string, newId: string): Promise<string> {
  if (name === EVERYTHING.name) throw new AppError('CATEGORY_EVERYTHING')
  return again(TRIES, async () => {
    const { categories } = await loadSettings(ctx)
    const found =
      categories.find((one) => one.name === name) ?? categories.find(({ categoryId }) => categoryId === newId)
    if (found?.categoryId === EVERYTHING.categoryId) throw new AppError('CATEGORY_EVERYTHING')
    if (found) return found.categoryId
    if (categories.length >= CATEGORIES_MOST) throw new AppError('CATEGORIES_FULL')
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
