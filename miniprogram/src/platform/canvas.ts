import Taro from '@tarojs/taro'
import { isWeb } from './env'
import { paintableAddress } from './picture'

/** What WeChat's 2D canvas and a browser's have in common. */
export type Brush = CanvasRenderingContext2D
/** A picture that can be drawn. */
export type PaintSource = CanvasImageSource & { width: number; height: number }

export interface Painting {
  /** Id of the page's `ui/PaintCanvas` (WeChat paints on a canvas of the page). */
  canvasId: string
  width: number
  height: number
  /** Pixels per unit, so that a poster is sharp; 2 unless told. */
  scale?: number
  draw(brush: Brush, tools: { load(src: string): Promise<PaintSource> }): Promise<void> | void
}

interface PaintSurface {
  getContext(kind: '2d'): Brush
  width: number
  height: number
  createImage(): HTMLImageElement
}

/** Paints a picture. @returns a local file (WeChat) or an object address (browser), for `Picture` and `savePicture` */
export async function paint({ canvasId, width, height, scale = 2, draw }: Painting): Promise<string> {
  const surface = isWeb ? webSurface() : await pageSurface(canvasId)
  surface.width = width * scale
  surface.height = height * scale
  const brush = surface.getContext('2d')
  brush.scale(scale, scale)
  await draw(brush, {
    load: async (src) => loadPicture(surface.createImage(), await paintableAddress(src)),
  })
  return isWeb ? blobAddress(surface as unknown as HTMLCanvasElement) : temporaryFile(surface)
}

function webSurface(): PaintSurface {
  const canvas = document.createElement('canvas')
  return Object.assign(canvas, { createImage: () => new Image() }) as unknown as PaintSurface
}

function pageSurface(canvasId: string): Promise<PaintSurface> {
  return new Promise((resolve, reject) => {
    Taro.createSelectorQuery()
      .select(`#${canvasId}`)
      .fields({ node: true, size: true })
      .exec((found: ({ node?: unknown } | null)[]) => {
        const node = found[0]?.node
        if (node) resolve(node as PaintSurface)
        else reject(new Error(`no canvas #${canvasId} on this page`))
      })
  })
}

function loadPicture(picture: HTMLImageElement, src: string): Promise<PaintSource> {
  return new Promise((resolve, reject) => {
    if (isWeb) picture.crossOrigin = 'anonymous'
    picture.onload = () => resolve(picture)
    picture.onerror = () => reject(new Error('the picture could not be loaded'))
    picture.src = src
  })
}

function blobAddress(canvas: HTMLCanvasElement): Promise<string> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(URL.createObjectURL(blob))
      else reject(new Error('the canvas gave no picture'))
    }, 'image/png')
  })
}

async function temporaryFile(surface: PaintSurface): Promise<string> {
  const { tempFilePath } = await Taro.canvasToTempFilePath({
    canvas: surface as unknown as Taro.Canvas,
    fileType: 'png',
    destWidth: surface.width,
    destHeight: surface.height,
  })
  return tempFilePath
}
