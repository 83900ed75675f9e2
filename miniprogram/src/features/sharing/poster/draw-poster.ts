import { formatYuan, splitYuan } from '@shared/money'
import type { Brush, PaintSource } from '@/platform'
import { drawLogo, roundBox, write } from './brush'
import { coverOf, fitLine, wrapLines } from './text'

export const POSTER = { width: 375, height: 600 } as const

/** What stands on a poster. */
export interface PosterContent {
  shopName: string
  slogan: string
  title: string
  sellingPoint: string
  /** Addresses a canvas can load; no picture: the paper stays with the shop's sign. */
  picture: string
  code: string
  priceFen?: number | undefined
  listPriceFen?: number | undefined
  sharerName: string
  /** The letter in the sharer's round sign. */
  sharerLetter: string
  /** What the sharer says; without it the reader is told how to open the code. */
  words: string
}

const SANS = '"PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'
const SERIF = '"Songti SC", "Noto Serif CJK SC", "Noto Serif SC", serif'
const INK = '#26302A'
const INK_2 = '#6B6F66'
const CARD = { x: 20, y: 20, width: 335, height: 560, radius: 12 }
const PICTURE_HEIGHT = 316
/** Left and right edge of the text. */
const LEFT = 40
const RIGHT = 335
const CODE_SIDE = 74

/** A poster, 375 × 600: the picture, what it is and costs, who recommends it, and the code that opens it. */
export async function drawPoster(
  brush: Brush,
  content: PosterContent,
  load: (src: string) => Promise<PaintSource>,
): Promise<void> {
  // The code is what a poster is for: without it there is none. A lost product picture leaves a quiet paper.
  const [code, picture] = await Promise.all([
    load(content.code),
    content.picture ? load(content.picture).catch(() => undefined) : undefined,
  ])
  drawPaper(brush)
  drawPicture(brush, picture)
  drawShop(brush, content)
  drawProduct(brush, content)
  drawSharer(brush, content)
  brush.drawImage(code, RIGHT - CODE_SIDE, 486, CODE_SIDE, CODE_SIDE)
}

function drawPaper(brush: Brush): void {
  brush.fillStyle = '#F3EEE2'
  brush.fillRect(0, 0, POSTER.width, POSTER.height)
  brush.save()
  brush.shadowColor = 'rgba(75, 61, 31, 0.1)'
  brush.shadowBlur = 40
  brush.shadowOffsetY = 14
  brush.fillStyle = '#FFFDF8'
  roundBox(brush, CARD.x, CARD.y, CARD.width, CARD.height, CARD.radius)
  brush.fill()
  brush.restore()
}

function drawPicture(brush: Brush, picture: PaintSource | undefined): void {
  const { x, y, width, height, radius } = CARD
  brush.save()
  roundBox(brush, x, y, width, height, radius)
  brush.clip()
  if (picture) {
    const part = coverOf(picture, { width, height: PICTURE_HEIGHT }, 0.5, 0.6)
    brush.drawImage(picture, part.x, part.y, part.width, part.height, x, y, width, PICTURE_HEIGHT)
    // The shop's name must be readable on any picture.
    const light = brush.createLinearGradient(0, y, 0, y + 84)
    light.addColorStop(0, 'rgba(255, 253, 248, 0.4)')
    light.addColorStop(1, 'rgba(255, 253, 248, 0)')
    brush.fillStyle = light
    brush.fillRect(x, y, width, 84)
  } else {
    brush.fillStyle = '#EAE4D5'
    brush.fillRect(x, y, width, PICTURE_HEIGHT)
    drawLogo(brush, x + width / 2 - 44, y + PICTURE_HEIGHT / 2 - 32, 88)
    // Faded as a whole: a brush at half strength would show where its strokes overlap.
    brush.fillStyle = 'rgba(234, 228, 213, 0.5)'
    brush.fillRect(x, y, width, PICTURE_HEIGHT)
  }
  brush.restore()
}

function drawShop(brush: Brush, { shopName, slogan }: PosterContent): void {
  const measure = (text: string) => brush.measureText(text).width
  brush.font = `700 15px ${SERIF}`
  const name = fitLine(shopName, 150, measure)
  const nameWidth = measure(name)
  brush.font = `400 9px ${SANS}`
  const line = fitLine(slogan, 150, measure)
  const left = CARD.x + CARD.width - 18 - Math.max(nameWidth, measure(line))
  drawLogo(brush, left - 33, 38, 26)
  write(brush, name, { x: left, y: 51, font: `700 15px ${SERIF}`, color: INK })
  write(brush, line, { x: left, y: 64, font: `400 9px ${SANS}`, color: '#5D5647' })
}

function drawProduct(brush: Brush, content: PosterContent): void {
  const width = RIGHT - LEFT
  const measure = (text: string) => brush.measureText(text).width
  brush.font = `700 23px ${SERIF}`
  const oneLine = measure(content.title) <= width
  const font = `700 ${oneLine ? 23 : 19}px ${SERIF}`
  brush.font = font
  let y = oneLine ? 377 : 371
  for (const line of wrapLines(content.title, width, 2, measure)) {
    write(brush, line, { x: LEFT, y, font, color: INK })
    y += oneLine ? 30 : 25
  }
  y += oneLine ? -5 : -4
  brush.font = `400 12px ${SANS}`
  if (content.sellingPoint) {
    const point = fitLine(content.sellingPoint, width, measure)
    write(brush, point, { x: LEFT, y, font: `400 12px ${SANS}`, color: INK_2 })
  }
  if (content.priceFen !== undefined) drawPrice(brush, content.priceFen, content.listPriceFen ?? 0, y + 41)
}

function drawPrice(brush: Brush, priceFen: number, listPriceFen: number, y: number): void {
  const { integer, cents } = splitYuan(priceFen)
  let x = LEFT
  x += write(brush, '¥', { x, y, font: `600 21px ${SANS}`, color: '#D4432A' }) + 1
  x += write(brush, integer, { x, y, font: `600 33px ${SANS}`, color: '#D4432A' })
  x += write(brush, `.${cents}`, { x, y, font: `600 23px ${SANS}`, color: '#D4432A' }) + 8
  if (listPriceFen <= priceFen) return
  const before = `¥${formatYuan(listPriceFen, { decimals: 'auto' })}`
  const width = write(brush, before, { x, y, font: `400 13px ${SANS}`, color: '#868D88' })
  brush.fillRect(x, y - 5, width, 1)
}

function drawSharer(brush: Brush, content: PosterContent): void {
  const measure = (text: string) => brush.measureText(text).width
  brush.fillStyle = '#ECE4D3'
  brush.fillRect(LEFT, 473, RIGHT - LEFT, 0.5)
  const middle = 523
  brush.fillStyle = '#96661A'
  brush.beginPath()
  brush.arc(LEFT + 19, middle, 19, 0, Math.PI * 2)
  brush.fill()
  write(brush, content.sharerLetter, {
    x: LEFT + 19,
    y: middle + 6,
    font: `600 16px ${SERIF}`,
    color: '#fff',
    align: 'center',
  })
  const x = LEFT + 48
  const width = RIGHT - CODE_SIDE - 12 - x
  const words = content.words.trim()
  brush.font = `600 13px ${SANS}`
  const recommends = ' 推荐给你'
  const who = fitLine(content.sharerName, width - measure(recommends), measure) + recommends
  brush.font = `400 11px ${SANS}`
  const said = words ? wrapLines(`「${words}」`, width, 2, measure) : ['长按识别小程序码，进店看看']
  const top = middle - (said.length === 2 ? 12 : 4)
  write(brush, who, { x, y: top, font: `600 13px ${SANS}`, color: INK })
  said.forEach((line, index) => {
    write(brush, line, { x, y: top + 18 + index * 15, font: `400 11px ${SANS}`, color: INK_2 })
  })
}
