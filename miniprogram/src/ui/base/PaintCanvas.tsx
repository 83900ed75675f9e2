import { Canvas } from '@tarojs/components'
import { isWeb } from '@/platform/env'
import { px } from '../px'

/** Where `paint({ canvasId })` paints in WeChat: a canvas of the page, out of sight. A browser needs none. */
export function PaintCanvas({ id, width, height }: { id: string; width: number; height: number }) {
  return isWeb ? null : (
    <Canvas
      id={id}
      canvasId={id}
      type="2d"
      style={{ position: 'fixed', left: '-9999px', top: '0', width: px(width), height: px(height) }}
    />
  )
}
