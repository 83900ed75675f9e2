import { View } from '@tarojs/components'
import { Button, ButtonPair, Choices, Lift, OldPrice, Price, Sheet, Stepper, toast } from '@/ui'
import type { Product } from './hooks'
import type { SkuChoice } from './sku-choice'
import { isSoldOut, optionsOf, priceFrom, soldOutValues, specText, type Sku } from './sku-matrix'
import './SkuSheet.scss'

export interface SkuSheetProps {
  product: Product
  choice: SkuChoice
  open: boolean
  onClose: () => void
  /** May give a promise: the button waits for it. */
  onAdd: (sku: Sku, quantity: number) => void | Promise<unknown>
  /** Without it there is one button. */
  onBuy?: (sku: Sku, quantity: number) => void
}

/** Specifications, quantity and both ways to buy (规格弹层). */
export function SkuSheet({ product, choice, open, onClose, onAdd, onBuy }: SkuSheetProps) {
  const { sku, selection, quantity, max } = choice
  const lowest = priceFrom(product)
  const gone = soldOutValues(product)
  const buyable = sku !== undefined && sku.available > 0

  const head = (
    <Lift picture={sku?.picture ?? product.pictures[0] ?? ''}>
      <View className="sku-head__prices">
        <Price
          fen={sku?.priceFen ?? lowest.priceFen}
          size={wide(sku?.priceFen ?? lowest.priceFen) ? 'l' : 'xl'}
        />
        {(sku?.listPriceFen ?? 0) > (sku?.priceFen ?? 0) && <OldPrice fen={sku?.listPriceFen ?? 0} />}
      </View>
      <View className="sku-head__stock">{sku ? stockText(sku) : '请选择规格'}</View>
      {product.specs.length > 0 && (
        <View className="sku-head__chosen">
          {sku ? `已选 ${specText(sku.values)}` : `请选 ${missing(product, choice)}`}
        </View>
      )}
    </Lift>
  )

  const act = (run: (sku: Sku, quantity: number) => void | Promise<unknown>) => () => {
    if (sku) return run(sku, quantity)
    toast(`请选 ${missing(product, choice)}`)
    return undefined
  }
  const reason = isSoldOut(product) ? '已售罄' : sku && !buyable ? '这个规格售罄了' : undefined
  const off = reason ? { reason } : {}
  const footer = onBuy ? (
    reason ? (
      <Button block reason={reason}>
        {reason}
      </Button>
    ) : (
      <ButtonPair
        left={{ children: '加入购物车', onClick: act(onAdd) }}
        right={{ children: '立即购买', onClick: act(onBuy) }}
      />
    )
  ) : (
    <Button block {...off} onClick={act(onAdd)}>
      加入购物车
    </Button>
  )

  return (
    <Sheet open={open} onClose={onClose} title="选择规格" head={head} footer={footer}>
      {product.specs.map((spec, at) => {
        const options = optionsOf(product, selection, at)
        const value = selection[at]
        return (
          <View className="sku-spec" key={spec.name}>
            <View className="sku-spec__name">{spec.name}</View>
            <Choices
              locked={false}
              options={options.map((option) => ({
                value: option.value,
                label: option.value,
                off: option.state !== 'ok' && !option.chosen,
              }))}
              {...(value === undefined ? {} : { value })}
              onChange={(tapped) => {
                if (!choice.tap(at, tapped)) toast(`${tapped} 卖完了，等补货吧`)
              }}
            />
          </View>
        )
      })}
      <View className="sku-quantity">
        数量
        <Stepper
          value={quantity}
          max={max}
          onChange={choice.setQuantity}
          onLimit={(end) => toast(end === 'max' ? limitText(choice) : '最少 1 件')}
        />
      </View>
      {gone.length > 0 && !isSoldOut(product) && (
        <View className="sku-note">{`${gone.join('、')} 已售完，等补货`}</View>
      )}
    </Sheet>
  )
}

function stockText({ available, limitPerMember }: Sku): string {
  if (available <= 0) return '已售完'
  const stock = available <= 10 ? `只剩 ${available} 件` : `库存 ${available} 件`
  return limitPerMember === undefined ? stock : `${stock} · 每人限购 ${limitPerMember} 件`
}

const limitText = ({ max, isLimited }: SkuChoice): string =>
  isLimited ? `每人限购 ${max} 件` : `最多能买 ${max} 件`

function missing(product: Product, { selection }: SkuChoice): string {
  return product.specs
    .filter((_, at) => selection[at] === undefined)
    .map((spec) => spec.name)
    .join('、')
}

/** Five figures beside a picture need smaller type. */
function wide(fen: number): boolean {
  return fen >= 1_000_000
}
