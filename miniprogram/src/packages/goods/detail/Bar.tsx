import { isSoldOut, type Product } from '@/features/catalog'
import { useContact } from '@/features/shop'
import { switchTab } from '@/platform'
import { BarAction, Button, ButtonPair, ContactButton, tabState } from '@/ui'

interface BarProps {
  product: Product
  onChoose: () => void
}

/** Customer service, cart, and both ways to buy. */
export function Bar({ product, onChoose }: BarProps) {
  const contact = useContact()
  const { cartCount } = tabState()
  const reason = !product.listed ? '商品已下架' : isSoldOut(product) ? '已售罄，等补货' : undefined
  return (
    <>
      <ContactButton contact={contact}>
        <BarAction icon="chat" label="客服" />
      </ContactButton>
      <BarAction icon="cart" label="购物车" count={cartCount} onClick={() => switchTab('cart')} />
      {reason ? (
        <Button block reason={reason}>
          {reason}
        </Button>
      ) : (
        <ButtonPair
          left={{ children: '加入购物车', onClick: onChoose }}
          right={{ children: '立即购买', onClick: onChoose }}
        />
      )}
    </>
  )
}
