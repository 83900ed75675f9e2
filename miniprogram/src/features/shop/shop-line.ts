import type { Shop } from '@shared/contract/settings/schema'

/** `山野集 · 产地直供`: name and slogan, as far as the shop has them. */
export function shopLine({ name, slogan }: Pick<Shop, 'name' | 'slogan'>): string {
  return [name, slogan].filter(Boolean).join(' · ')
}
