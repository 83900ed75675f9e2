import { useSession } from '@/data'
import { Logo, Picture } from '@/ui'

/** The shop's own logo, or ours while it has none. `size` in px. */
export function ShopLogo({ size }: { size: number }) {
  const src = useSession().data?.shop.logo
  return src ? <Picture src={src} size={size} radius={size / 4} eager /> : <Logo size={size} />
}
