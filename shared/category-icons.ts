import { PICTURE_ADDRESS } from './picture-address'

/**
 * What a category is drawn by is the shop's own: a picture of its, or one of these drawings, which belong to no trade
 * (`settings.categories[].icon`).
 */
export const CATEGORY_ICONS = [
  'bag',
  'book',
  'box',
  'drop',
  'gift',
  'grid',
  'heart',
  'home',
  'leaf',
  'shirt',
  'star',
] as const
export type CategoryIcon = (typeof CATEGORY_ICONS)[number]

/** The picture of a category, when it is one, and the drawing: instead of it, and while it is not there. */
export function categoryIcon(icon: string): { icon: CategoryIcon; picture?: string } {
  if (PICTURE_ADDRESS.test(icon)) return { icon: 'grid', picture: icon }
  return { icon: CATEGORY_ICONS.find((one) => one === icon) ?? 'grid' }
}
