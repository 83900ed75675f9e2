import type { FrameLocator, Locator, Page } from 'playwright-core'
import { PATIENCE_MS } from '../support/until'

type Text = string | RegExp

const ATTEMPT_MS = 5_000

/** A phone as its user knows it: by the words and the buttons that can be seen. Each act waits until it is possible. */
export class Phone {
  constructor(
    private readonly screen: Page | FrameLocator,
    /** Where on the screen it looks; everywhere unless told. */
    private readonly place?: Locator,
  ) {}

  /** The sheet or dialog that lies over the page. */
  get sheet(): Phone {
    return new Phone(this.screen, this.screen.getByRole('dialog').filter({ visible: true }).last())
  }

  /** Only what belongs to the link, card or row that says all of this. */
  within(place: Locator): Phone {
    return new Phone(this.screen, place)
  }

  private get scope(): Page | FrameLocator | Locator {
    return this.place ?? this.screen
  }

  /** Every place that says so, from the top. */
  all(text: Text): Locator {
    return this.scope.getByText(text, { exact: typeof text === 'string' }).filter({ visible: true })
  }

  text(text: Text): Locator {
    return this.all(text).last()
  }

  /** A name in full, or a part of one as an expression. */
  button(name: Text): Locator {
    return seen(this.scope.getByRole('button', { name, exact: typeof name === 'string' }))
  }

  link(name: Text): Locator {
    return seen(this.scope.getByRole('link', { name, exact: typeof name === 'string' }))
  }

  tab(name: Text): Locator {
    return seen(this.scope.getByRole('tab', { name, exact: typeof name === 'string' }))
  }

  choice(name: string): Locator {
    return seen(this.scope.getByRole('radio', { name, exact: true }))
  }

  async sees(...texts: Text[]): Promise<void> {
    for (const text of texts) await this.text(text).waitFor()
  }

  async tap(name: Text): Promise<void> {
    await press(this.button(name))
  }

  /** Writes into the field that shows this placeholder. */
  async write(placeholder: string, text: string): Promise<void> {
    const { scope } = this
    await scope
      .locator('input, textarea')
      .and(scope.getByPlaceholder(placeholder, { exact: true }))
      .filter({ visible: true })
      .last()
      .fill(text)
  }

  /** Everything that can be read, in the order it stands there. */
  async read(): Promise<string> {
    return this.scope.locator('body').innerText()
  }
}

/**
 * Clicks what is found there, looked for again as long as it cannot be clicked: while one page gives way to the next,
 * the first look may find what is about to vanish.
 */
export async function press(place: Locator): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await place.click({ timeout: ATTEMPT_MS })
    } catch (error) {
      if (performance.now() > until) throw error
    }
  }
}

/** What is visible; the newest page lies above the ones it was opened from, and comes last. */
function seen(locator: Locator): Locator {
  return locator.filter({ visible: true }).last()
}
