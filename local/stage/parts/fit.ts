const WIDTH = 1440
const HEIGHT = 900
/** Below this nothing could be read: columns wrap and the window scrolls. */
const SMALLEST = 0.78
const LARGEST = 1.8

/** Scales the board to the window, in its middle. */
export function fitBoard(board: HTMLElement): void {
  const fit = () => {
    const { innerWidth: width, innerHeight: height } = window
    const scale = Math.min(width / WIDTH, height / HEIGHT, LARGEST)
    const flows = scale < SMALLEST
    document.documentElement.classList.toggle('flow', flows)
    document.body.style.overflow = flows ? '' : 'hidden'
    board.style.transform = flows
      ? ''
      : `translate(${(width - WIDTH * scale) / 2}px, ${(height - HEIGHT * scale) / 2}px) scale(${scale})`
  }
  window.addEventListener('resize', fit)
  fit()
}
