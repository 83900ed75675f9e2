import qrcode from 'qrcode-generator'
import { encodeGreyPng } from './png'

const QUIET_MODULES = 3

/**
 * A QR code (error correction M) as a PNG, about `width` pixels wide: modules flow together and end round.
 */
export function qrPng(text: string, width = 430): Buffer {
  const code = qrcode(0, 'M')
  code.addData(text, 'Byte')
  code.make()
  const count = code.getModuleCount()
  const scale = Math.max(4, Math.floor(width / (count + 2 * QUIET_MODULES)))
  const size = scale * (count + 2 * QUIET_MODULES)
  const pixels = new Uint8Array(size * size).fill(255)
  const dark = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < count && column < count && code.isDark(row, column)

  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (!dark(row, column)) continue
      for (let y = 0; y < scale; y++) {
        const vertical = dark(row + (y * 2 < scale ? -1 : 1), column)
        const line = ((row + QUIET_MODULES) * scale + y) * size + (column + QUIET_MODULES) * scale
        for (let x = 0; x < scale; x++) {
          const joined = vertical || dark(row, column + (x * 2 < scale ? -1 : 1))
          pixels[line + x] = joined ? 0 : 255 - Math.round(255 * roundness(x, y, scale))
        }
      }
    }
  }
  return encodeGreyPng(pixels, size, size)
}

/** How much of a pixel lies within the circle of its module, 0–1. */
function roundness(x: number, y: number, scale: number): number {
  const middle = scale / 2
  const distance = Math.hypot(x + 0.5 - middle, y + 0.5 - middle)
  return Math.min(1, Math.max(0, middle - distance + 0.5))
}
