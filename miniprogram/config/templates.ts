/**
 * How deep our pages nest a component in itself. Taro writes a template for each depth and allows for four of these,
 * which every buyer would load: a list that scrolls lies in a sheet that scrolls at most, and no carousel in a carousel.
 * What is nested deeper than this is not drawn.
 */
const DEEPEST: Readonly<Record<string, number>> = { 'scroll-view': 3, swiper: 1, 'swiper-item': 1 }

interface Platform {
  template?: { nestElements?: Map<string, number> }
}

export default function templates(ctx: {
  registerMethod(name: string, fn: (platform: Platform) => void): void
}) {
  ctx.registerMethod('onSetupClose', ({ template }) => {
    for (const [name, depth] of Object.entries(DEEPEST)) template?.nestElements?.set(name, depth)
  })
}
