import { useState } from 'react'
import { freightHint, uncheckedLines, useCart, useCartChanges, useCartSummary } from '@/features/cart'
import { useFreshOnShow, useSession } from '@/data'
import { go, switchTab, useRefresh } from '@/platform'
import { Card, confirm, Empty, Loadable, Notice, Page } from '@/ui'
import { CardLink } from './CardLink'
import { CartBar, EditBar } from './CartBar'
import { CartLineRow } from './CartLineRow'
import './index.scss'

export default function CartPage() {
  const cart = useCart()
  const session = useSession()
  const { skuIds: unchecked } = uncheckedLines()
  const { setQuantity, remove } = useCartChanges()
  /** The lines marked for removal while editing; undefined otherwise. */
  const [marked, setMarked] = useState<ReadonlySet<string>>()
  useFreshOnShow('cart')
  useRefresh(cart.refetch)

  const lines = cart.data?.lines ?? []
  const rule = cart.data ?? { freightFen: 0, freeFreightFromFen: 0 }
  const summary = useCartSummary(cart.data)
  const dead = new Set(summary.dead.map((line) => line.skuId))
  const alive = lines.filter((line) => !dead.has(line.skuId))
  const editing = marked !== undefined

  const removeLines = async (skuIds: string[], question: string) => {
    if (skuIds.length && (await confirm({ title: question, confirmText: '移除', danger: true }))) {
      void remove(skuIds)
      setMarked(undefined)
    }
  }
  const rowOf = (line: (typeof lines)[number]) => (
    <CartLineRow
      key={line.lineId}
      line={line}
      offers={summary.words.get(line.lineId) ?? []}
      checked={editing ? marked.has(line.skuId) : !unchecked.has(line.skuId)}
      editing={editing}
      onMark={(on) =>
        setMarked((before) => {
          const next = new Set(before)
          if (on) next.add(line.skuId)
          else next.delete(line.skuId)
          return next
        })
      }
      onQuantity={(quantity) => void setQuantity(line.skuId, quantity)}
      onRemove={() => void removeLines([line.skuId], `移除「${line.name}」？`)}
    />
  )

  const bar =
    lines.length === 0 ? undefined : editing ? (
      <EditBar
        all={marked.size === lines.length}
        count={marked.size}
        onAll={(on) => setMarked(new Set(on ? lines.map((line) => line.skuId) : []))}
        onRemove={() => removeLines([...marked], `移除这 ${marked.size} 种商品？`)}
      />
    ) : (
      <CartBar
        summary={summary}
        buyable={alive.filter((line) => line.state === 'ok').map((line) => line.skuId)}
        onCheckout={() => go('sale/checkout', {})}
      />
    )

  return (
    <Page tab="cart" title="购物车" bar={bar}>
      <Loadable state={cart}>
        {() =>
          lines.length === 0 ? (
            <Empty
              art="basket"
              title="购物车还是空的"
              text="去店里看看，挑几样喜欢的"
              action="去逛逛"
              onAction={() => switchTab('home')}
            />
          ) : (
            <>
              <Notice tone="brand" icon="truck" onClick={() => switchTab('home')}>
                {freightHint(summary, rule)}
              </Notice>
              {alive.length > 0 && (
                <Card
                  className="cart-card"
                  title={session.data?.shop.name ?? '购物车'}
                  extra={
                    <CardLink onClick={() => setMarked(editing ? undefined : new Set())}>
                      {editing ? '完成' : '管理'}
                    </CardLink>
                  }
                  padding="snug"
                >
                  {alive.map(rowOf)}
                </Card>
              )}
              {summary.dead.length > 0 && (
                <Card
                  className="cart-card"
                  title={`买不了的 ${summary.dead.length} 种`}
                  extra={
                    <CardLink onClick={() => void removeLines([...dead], '移除这些买不了的商品？')}>
                      全部移除
                    </CardLink>
                  }
                  padding="snug"
                >
                  {summary.dead.map(rowOf)}
                </Card>
              )}
            </>
          )
        }
      </Loadable>
    </Page>
  )
}
