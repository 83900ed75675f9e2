import {
  emptyDraft,
  leftFenOf,
  unitFenOf,
  withDiscount,
  withEffect,
  withFreight,
  withFreightEffect,
  withLine,
} from './draft'

const reason = { kind: 'reduction', source: 'r1', version: 3, words: '满减' }
const draftOf = (...prices: number[]) =>
  prices.reduce(
    (draft, priceFen, i) =>
      withLine(draft, { lineId: String(i), productId: 'p', skuId: `s${i}`, quantity: 1, priceFen }),
    emptyDraft(),
  )
const paying = (draft: ReturnType<typeof draftOf>) => draft.lines.map(({ payFen }) => payFen)

describe('withDiscount', () => {
  it.each([
    // The trade's examples, by what the lines pay afterwards.
    [299, [4_300, 1_400, 2_300], [4_139, 1_348, 2_214]],
    [300, [4_300, 1_400, 2_300], [4_139, 1_347, 2_214]],
    [1_000, [3_000, 3_000, 3_000], [2_666, 2_667, 2_667]],
    [50, [200, 150], [171, 129]],
    [15, [10, 0], [0, 0]],
  ])('takes %d off %j: %j is left', (fen, prices, left) => {
    expect(paying(withDiscount(draftOf(...prices), reason, fen))).toEqual(left)
  })

  it('takes only what is left, and only from the lines that take part', () => {
    const once = withDiscount(draftOf(40_000), reason, 38_000)
    expect(paying(withDiscount(once, { ...reason, source: 'r2' }, 5_000))).toEqual([0])
    const scoped = withDiscount(draftOf(200, 150, 120), reason, 70, { among: ({ lineId }) => lineId !== '2' })
    expect(paying(scoped)).toEqual([160, 120, 120])
  })

  it('leaves a line what it must not fall below, and gives the rest to others or to nobody', () => {
    const least = [0, 1_900, 5_000, 2_600]
    const most = ({ lineId, payFen }: { lineId: string; payFen: number }) =>
      payFen - (least[Number(lineId)] ?? 0)
    const draft = draftOf(1_000, 2_000, 5_000, 3_000)
    expect(paying(withDiscount(draft, reason, 1_200, { most }))).toEqual([300, 1_900, 5_000, 2_600])
    expect(paying(withDiscount(draft, reason, 9_999, { most }))).toEqual([0, 1_900, 5_000, 2_600])
  })

  it('burns nothing that saves nothing', () => {
    const draft = draftOf(0, 100)
    const only0 = ({ lineId }: { lineId: string }) => lineId === '0'
    for (const same of [
      withDiscount(draft, reason, 0),
      withDiscount(draft, reason, 5, { among: only0 }),
      withDiscount(draft, reason, 5, { among: () => false }),
    ]) {
      expect(paying(same)).toEqual([0, 100])
      expect(same.lines.flatMap(({ effects }) => effects)).toEqual([])
    }
  })

  it('notes which lines are covered, also those that get nothing', () => {
    const covered = (fen: number) =>
      withDiscount(draftOf(0, 100, 100), reason, fen, { among: ({ lineId }) => lineId !== '2' }).lines.map(
        ({ coveredBy }) => coveredBy,
      )
    expect([covered(5), covered(0)]).toEqual([
      [['r1'], ['r1'], []],
      [['r1'], ['r1'], []],
    ])
  })

  it('measures', () => {
    const draft = withDiscount(draftOf(200, 150), reason, 70)
    expect([unitFenOf(draft), leftFenOf(draft), leftFenOf(draft, ({ lineId }) => lineId === '1')]).toEqual([
      350, 280, 120,
    ])
  })
})

describe('effects', () => {
  it('say why', () => {
    const draft = withEffect(draftOf(200), reason, new Map([['0', -30]]))
    expect(draft.lines[0]?.effects).toEqual([{ ...reason, fen: -30 }])
  })

  it.each([
    ['below 0', '0', -201],
    ['of no whole fen', '0', -0.5],
    ['of a line that is not there', '9', -1],
  ])('%s are refused', (_, lineId, fen) => {
    expect(() => withEffect(draftOf(200), reason, new Map([[lineId, fen]]))).toThrow(RangeError)
  })

  it('on freight stay above 0, too', () => {
    const draft = withFreightEffect(withFreight(draftOf(200), 800), reason, -300)
    expect(draft.freight).toEqual({ baseFen: 800, fen: 500, effects: [{ ...reason, fen: -300 }] })
    expect(() => withFreightEffect(draft, reason, -501)).toThrow(RangeError)
    expect(() => withFreight(draft, -1)).toThrow(RangeError)
  })

  it('of a source that is left out do not happen', () => {
    const draft = { ...withFreight(draftOf(200), 800), leftOut: new Set(['r1']) }
    expect(withDiscount(draft, reason, 50)).toBe(draft)
    expect(withFreightEffect(draft, reason, -300)).toBe(draft)
    const gift = { lineId: 'g', productId: 'p', skuId: 's0', quantity: 1, priceFen: 0, gift: 'r1' }
    expect(withLine(draft, gift)).toBe(draft)
    expect(withLine(draft, { ...gift, gift: 'r2' }).lines).toHaveLength(2)
  })
})
