import type { Shop } from '@shared/contract/settings/schema'

/** Name and slogan in one line, as far as the shop has them. */
export function shopLine({ name, slogan }: Pick<Shop, 'name' | 'slogan'>): string {
  return [name, slogan].filter(Boolean).join(' · ')
}
