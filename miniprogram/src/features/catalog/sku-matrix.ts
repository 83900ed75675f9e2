import type { OutputOf } from '@shared/contract'

type Product = OutputOf<'storefront/catalog.product'>
export type Sku = Product['skus'][number]
/** The chosen value of each specification, in the order of `specs`; undefined where none is chosen. */
export type Selection = readonly (string | undefined)[]

/** `soldOut`: the combination exists but has no stock. `impossible`: there is no such combination. */
export type OptionState = 'ok' | 'soldOut' | 'impossible'

export interface SpecOption {
  value: string
  chosen: boolean
  state: OptionState
}

type Matrix = Pick<Product, 'specs' | 'skus'>

/** The SKU that a complete selection means. */
export function skuOf({ skus, specs }: Matrix, selection: Selection): Sku | undefined {
  return skus.find((sku) =>
    specs.every((_, at) => selection[at] !== undefined && sku.values[at] === selection[at]),
  )
}

/** The cheapest SKU that can be bought, so that the price on the card is the price one sees first. */
export function firstSelection({ skus }: Matrix): Selection {
  const [first] = [...skus].sort(
    (one, other) => Number(other.available > 0) - Number(one.available > 0) || one.priceFen - other.priceFen,
  )
  return first?.values ?? []
}

/** How each option of one specification stands to what is chosen in the others. */
export function optionsOf(matrix: Matrix, selection: Selection, specAt: number): SpecOption[] {
  const spec = matrix.specs[specAt]
  if (!spec) return []
  return spec.values.map((value) => {
    const fitting = matrix.skus.filter((sku) =>
      matrix.specs.every((_, at) => {
        const wanted = at === specAt ? value : selection[at]
        return wanted === undefined || sku.values[at] === wanted
      }),
    )
    const state = fitting.some((sku) => sku.available > 0) ? 'ok' : fitting.length ? 'soldOut' : 'impossible'
    return { value, chosen: selection[specAt] === value, state }
  })
}

/**
 * The selection after a tap. Tapping the chosen value lets it go. A combination that cannot be bought gives way
 * to the nearest one with this value that can; undefined when the value cannot be bought in any way.
 */
export function choose(
  matrix: Matrix,
  selection: Selection,
  specAt: number,
  value: string,
): Selection | undefined {
  if (selection[specAt] === value)
    return matrix.specs.map((_, at) => (at === specAt ? undefined : selection[at]))
  const wanted = matrix.specs.map((_, at) => (at === specAt ? value : selection[at]))
  const buyable = matrix.skus.filter((sku) => sku.values[specAt] === value && sku.available > 0)
  const kept = (sku: Sku) =>
    wanted.filter((choice, at) => choice !== undefined && sku.values[at] === choice).length
  const [nearest] = [...buyable].sort(
    (one, other) => kept(other) - kept(one) || one.priceFen - other.priceFen,
  )
  if (!nearest) return undefined
  const fits = wanted.every((choice, at) => choice === undefined || nearest.values[at] === choice)
  return fits ? wanted : nearest.values
}

/** The values that nobody can buy in any combination: said in words below the options. */
export function soldOutValues({ specs, skus }: Matrix): string[] {
  return specs.flatMap((spec, at) =>
    spec.values.filter((value) => {
      const all = skus.filter((sku) => sku.values[at] === value)
      return all.length > 0 && all.every((sku) => sku.available <= 0)
    }),
  )
}

export function isSoldOut({ skus }: Pick<Product, 'skus'>): boolean {
  return skus.every((sku) => sku.available <= 0)
}

/** `125g · 罐装`; nothing for a product without specifications. */
export function specText(values: Selection): string {
  return values.filter((value) => value !== undefined && value !== '').join(' · ')
}

/** The lowest price and the price struck through beside it, while no SKU is chosen. */
export function priceFrom({ skus }: Pick<Product, 'skus'>): {
  priceFen: number
  listPriceFen: number
  several: boolean
} {
  const [cheapest] = [...skus].sort((one, other) => one.priceFen - other.priceFen)
  return {
    priceFen: cheapest?.priceFen ?? 0,
    listPriceFen: cheapest?.listPriceFen ?? 0,
    several: skus.some((sku) => sku.priceFen !== cheapest?.priceFen),
  }
}
