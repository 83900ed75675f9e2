import type { Brush } from '@/platform'

/** The path of a box with round corners; fill or clip it afterwards. Old WeChat has no `roundRect`. */
export function roundBox(
  brush: Brush,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  brush.beginPath()
  brush.moveTo(x + radius, y)
  brush.arcTo(x + width, y, x + width, y + height, radius)
  brush.arcTo(x + width, y + height, x, y + height, radius)
  brush.arcTo(x, y + height, x, y, radius)
  brush.arcTo(x, y, x + width, y, radius)
  brush.closePath()
}

/** The banyan in its green square, as `ui/Logo` shows it. */
export function drawLogo(brush: Brush, x: number, y: number, side: number): void {
  brush.save()
  brush.translate(x, y)
  brush.scale(side / 60, side / 60)
  brush.fillStyle = '#0B7A5B'
  roundBox(brush, 0, 0, 60, 60, 16)
  brush.fill()
  brush.translate(30, 32)
  brush.scale(0.98, 0.98)
  drawTree(brush)
  brush.restore()
}

function drawTree(brush: Brush): void {
  brush.fillStyle = '#fff'
  brush.strokeStyle = '#fff'
  brush.lineWidth = 3.4
  brush.lineCap = 'round'
  brush.save()
  brush.beginPath()
  brush.rect(-30, -40, 60, 37)
  brush.clip()
  for (const [x, y, radius] of [
    [-12, -8.4, 10],
    [0, -16, 14],
    [12, -8.4, 10],
  ] as const) {
    brush.beginPath()
    brush.arc(x, y, radius, 0, Math.PI * 2)
    brush.fill()
  }
  brush.restore()
  for (const [x, length] of [
    [0, 24],
    [-9, 16],
    [9, 16],
    [-16, 9],
    [16, 9],
  ] as const) {
    brush.beginPath()
    brush.moveTo(x, -4)
    brush.lineTo(x, -4 + length)
    brush.stroke()
  }
}

/** Writes one line and tells how wide it became. */
export function write(
  brush: Brush,
  text: string,
  at: { x: number; y: number; font: string; color: string; align?: CanvasTextAlign },
): number {
  brush.font = at.font
  brush.fillStyle = at.color
  brush.textAlign = at.align ?? 'left'
  brush.textBaseline = 'alphabetic'
  brush.fillText(text, at.x, at.y)
  return brush.measureText(text).width
}
