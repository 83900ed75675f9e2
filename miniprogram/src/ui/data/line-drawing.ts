import { heights } from './Chart'

/** Coordinates have one decimal: enough for a phone, and short. */
const at = (value: number) => String(Math.round(value * 10) / 10)

const WIDTH = 300
const HEIGHT = 100

function wrap(body: string, viewBox: string): string {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='${viewBox}' preserveAspectRatio='none'>${body}</svg>`
  return `url("data:image/svg+xml,${svg.replace(/</g, '%3C').replace(/>/g, '%3E').replace(/#/g, '%23')}")`
}

/** A smooth line over a soft area, stretched to its place; the stroke keeps its width. */
export function lineDrawing(values: number[], color: string): string {
  const shares = heights(values)
  const step = shares.length > 1 ? WIDTH / (shares.length - 1) : 0
  const y = (share: number) => at(HEIGHT - share * HEIGHT)
  let path = `M0 ${y(shares[0] ?? 0)}`
  shares.forEach((share, index) => {
    if (index === 0) return
    const x0 = (index - 1) * step
    const x1 = index * step
    const middle = at((x0 + x1) / 2)
    path += `C${middle} ${y(shares[index - 1] ?? 0)} ${middle} ${y(share)} ${at(x1)} ${y(share)}`
  })
  const gradient = `<linearGradient id='g' x1='0' y1='0' x2='0' y2='1'><stop offset='0' stop-color='${color}' stop-opacity='.18'/><stop offset='1' stop-color='${color}' stop-opacity='0'/></linearGradient>`
  const line = `<path d='${path}' fill='none' stroke='${color}' stroke-width='2' stroke-linecap='round' stroke-linejoin='round' vector-effect='non-scaling-stroke'/>`
  return wrap(
    `<defs>${gradient}</defs><path d='${path}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z' fill='url(#g)'/>${line}`,
    `0 0 ${WIDTH} ${HEIGHT}`,
  )
}
